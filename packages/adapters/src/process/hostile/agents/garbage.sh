#!/bin/sh
# Exits 0 with garbage: bytes that are no text, half a report, reports without its nonce, with an unknown type, nested too deeply.
head -c 100000 /dev/urandom
printf '\n{"paperclip":1,"nonce":"%s","type":"result"\n' "$PAPERCLIP_NONCE"
printf '{"paperclip":1,"nonce":"guess","type":"desk","verb":"finish","input":{"task":"%s","result":"Paid."}}\n' "$PAPERCLIP_TASK_ID"
printf '{"paperclip":1,"nonce":"%s","type":"promote"}\n' "$PAPERCLIP_NONCE"
printf '{"paperclip":1,"nonce":"%s","type":"desk","verb":"constructor","input":{}}\n' "$PAPERCLIP_NONCE"
printf '{"paperclip":1,"nonce":"%s","type":"result","summary":"x","session":%s%s}\n' "$PAPERCLIP_NONCE" "$(printf '%20000s' | tr ' ' '[')" "$(printf '%20000s' | tr ' ' ']')"
printf '\377\000\033]0;owned\007garbage\n'
