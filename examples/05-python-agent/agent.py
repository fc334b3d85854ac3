"""An agent in any language: the brief comes as one line of JSON, reports go out as lines of JSON."""
import json
import os
import sys

brief = json.loads(sys.stdin.readline())


def report(**line):
    print(json.dumps({"paperclip": 1, "nonce": os.environ["PAPERCLIP_NONCE"], **line}), flush=True)


words = brief["focus"]["description"].split()
print("any other line is kept as log text")
report(type="usage", id="call-1", model="counting", inputTokens=len(words), outputTokens=1, costUsd="0.0004")
report(type="desk", verb="finish", input={"task": brief["focus"]["id"], "result": f"{len(words)} words"})
report(type="result", summary=f"Counted {len(words)} words in Python.")
