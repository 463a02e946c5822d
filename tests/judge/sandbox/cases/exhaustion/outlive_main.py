"""Leaves threads behind that go on.  gate: accept"""

import threading
import time


def work():
    while True:
        time.sleep(0.01)


for _ in range(20):
    threading.Thread(target=work).start()
