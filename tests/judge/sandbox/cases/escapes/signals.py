"""Sends signals to whoever might be there.  gate: reject"""

import os
import signal

me = os.getpid()
for target in {os.getppid(), 1, me - 1, me + 1} - {me, -1, 0}:
    probe(f"signal 0 to {target}", lambda target=target: os.kill(target, 0))
probe("everybody", lambda: os.kill(-1, 0))
probe("its group", lambda: os.killpg(os.getpgid(0), 0))
probe("SIGCONT to its parent", lambda: os.kill(os.getppid(), signal.SIGCONT))
probe("descriptor of its parent", lambda: os.pidfd_open(os.getppid()))
