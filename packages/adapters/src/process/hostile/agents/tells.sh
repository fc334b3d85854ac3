#!/bin/sh
# Tells everything it knows: its environment and its brief, on both outputs, in its log, as a note, a session, a summary and a reason to fail.
say() { printf '{"paperclip":1,"nonce":"%s",%s}\n' "$PAPERCLIP_NONCE" "$1"; }
env
env >&2
cat
cat /proc/self/environ 2>/dev/null | tr '\0' '\n'
printf '%s\n' "$API_KEY" | base64
say "\"type\":\"log\",\"text\":\"key $API_KEY\""
say "\"type\":\"usage\",\"id\":\"$API_KEY\",\"model\":\"$API_KEY\",\"cost\":1000"
say "\"type\":\"desk\",\"verb\":\"remember\",\"input\":{\"body\":\"$API_KEY\"}"
say "\"type\":\"result\",\"summary\":\"$API_KEY\",\"session\":{\"key\":\"$API_KEY\"},\"error\":{\"kind\":\"auth\",\"message\":\"401 for $API_KEY\"}"
