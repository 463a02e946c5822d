"""Stops itself, so that it never ends.  gate: reject"""

import os
import signal
import time

try:
    os.kill(os.getpid(), signal.SIGSTOP)
except OSError as error:
    print("BLOCKED", error)
time.sleep(1000)
