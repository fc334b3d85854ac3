"""Hires an agent on a server of Paperclip, gives it a task, and follows what becomes of it. Python's standard library is all it takes."""
import json
import os
from pathlib import Path
from urllib.request import Request, urlopen

COMPANY = f"{os.environ['PAPERCLIPAI_URL']}/api/v1/companies/{os.environ.get('PAPERCLIPAI_COMPANY', 'acme')}"
AGENT = Path(__file__).resolve().parent.parent / "05-python-agent" / "agent.py"


def call(method, path, body=None):
    headers = {"Authorization": f"Bearer {os.environ['PAPERCLIPAI_KEY']}", "Content-Type": "application/json"}
    return urlopen(Request(COMPANY + path, body and json.dumps(body).encode(), headers, method=method), timeout=60)


call("PUT", "/roles/counter", {"title": "Counter"})
adapter = {"kind": "process", "config": {"command": ["python3", str(AGENT)]}}
monty = json.load(call("POST", "/agents", {"slug": "monty", "name": "Monty", "role": "counter", "adapter": adapter}))
print(f"{monty['name']} is {monty['status']}.")
task = json.load(call("POST", "/tasks", {"title": "Count the words", "description": "the quick brown fox jumps", "assignee": "monty"}))
for line in call("GET", "/events?after=0&nouns=task"):
    record = json.loads(line[6:]) if line.startswith(b"data: ") else {}
    if record.get("entityId") == task["id"]:
        print(f"  {record['action']}")
        if record["action"] == "task.finish":
            break
print(f"{task['identifier']}: {json.load(call('GET', '/tasks/' + task['id']))['result']}")
