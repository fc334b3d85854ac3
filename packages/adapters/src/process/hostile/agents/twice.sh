#!/bin/sh
# Reports everything twice: its spend of $0.03, that its task is done, and its result.
say() { printf '{"paperclip":1,"nonce":"%s",%s}\n' "$PAPERCLIP_NONCE" "$1"; }
for time in 1 2; do
  say '"type":"usage","id":"call-1","cost":30000'
  say "\"type\":\"desk\",\"verb\":\"finish\",\"input\":{\"task\":\"$PAPERCLIP_TASK_ID\",\"result\":\"Done, time $time.\"}"
  say "\"type\":\"result\",\"summary\":\"Result $time.\""
done
