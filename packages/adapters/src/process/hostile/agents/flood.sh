#!/bin/sh
# Writes 1 GB of lines, then fails. $1: a folder of its own; from its second run on it writes 8 MB.
many=1000000000
[ -e "$1/flooded" ] && many=8000000
touch "$1/flooded"
yes 'the same line of log over and over again' | head -c "$many"
exit 1
