# Forks as fast as it may: up to a limit of processes that it sets itself, as another user where it is root (no limit binds root).
import os, resource, time
LIMIT = 60
if os.getuid() == 0:
    os.setgid(54321)
    os.setuid(54321)
resource.setrlimit(resource.RLIMIT_NPROC, (LIMIT, LIMIT))
print("multiplying", flush=True)
while True:
    try:
        os.fork()
    except OSError:
        time.sleep(0.05)
