#!/bin/sh
# Lies about what it cost in every way there is; one report is true: $0.02.
usage() { printf '{"paperclip":1,"nonce":"%s","type":"usage","id":"%s",%s}\n' "$PAPERCLIP_NONCE" "$1" "$2"; }
usage negative '"cost":-500000'
usage minus '"costUsd":"-3.00"'
usage nan '"cost":NaN'
usage infinite '"cost":1e999'
usage fraction '"cost":0.5'
usage huge '"cost":9007199254740993000'
usage dollars '"costUsd":"99999999999999999999999999"'
usage text '"cost":"free of charge"'
usage list '"cost":[1]'
usage both '"cost":1,"costUsd":"1"'
usage tokens '"cost":1,"inputTokens":-5'
usage "$(printf '%300s' | tr ' ' i)" '"cost":7'
usage true '"costUsd":"0.02"'
exit 1
