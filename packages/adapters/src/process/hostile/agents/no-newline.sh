#!/bin/sh
# Writes 100 MB without ever ending a line, then fails.
head -c 100000000 /dev/zero | tr '\0' x
exit 1
