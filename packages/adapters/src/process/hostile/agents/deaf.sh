#!/bin/sh
# Ignores whatever asks it to end, and so does its child.
trap '' TERM HUP INT
sh -c 'trap "" TERM HUP INT; while :; do sleep 1000; done' &
while :; do sleep 1000; done
