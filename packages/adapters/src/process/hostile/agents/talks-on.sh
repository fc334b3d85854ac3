#!/bin/sh
# Fills its log, then goes on to write a line every 0.2 s for 3 s, and ends well.
yes 'the same line of log over and over again' | head -c 8000000
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
  echo "still at it: $n"
  sleep 0.2
done
