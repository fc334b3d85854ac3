#!/bin/sh
# Says one thing and hangs.
echo "I am thinking."
exec sleep 1000
