# Leaves daemons behind: in a session of its own, and forked twice with its pipes closed and SIGTERM ignored. Then fails.
import os, signal, sys
for deaf in (False, True):
    if os.fork() == 0:
        os.setsid()
        if os.fork() > 0: os._exit(0)
        for fd in (0, 1, 2): os.close(fd)
        if deaf: signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.pause()
    os.wait()
if os.fork() == 0:
    os.setsid()
    signal.pause()
sys.exit(1)
