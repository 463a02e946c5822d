"""Loops in 64 threads.  gate: accept"""

import threading


def spin():
    while True:
        pass


for _ in range(64):
    threading.Thread(target=spin).start()
threading.Event().wait()
