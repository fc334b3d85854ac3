#!/bin/sh
# An agent as it should be: spends a tenth of a cent and says so.
printf '{"paperclip":1,"nonce":"%s","type":"usage","id":"a","cost":1000}\n{"paperclip":1,"nonce":"%s","type":"result","summary":"Well."}\n' "$PAPERCLIP_NONCE" "$PAPERCLIP_NONCE"
