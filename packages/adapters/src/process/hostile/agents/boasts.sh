#!/bin/sh
# Says it has spent each amount that it is given, in micro-dollars. Then waits to be ended.
for cost in "$@"; do printf '{"paperclip":1,"nonce":"%s","type":"usage","id":"%s","cost":%s}\n' "$PAPERCLIP_NONCE" "$((n += 1))" "$cost"; done
exec sleep 1000
