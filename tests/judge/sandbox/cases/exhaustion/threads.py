"""Starts threads until it may not.  gate: accept"""

import threading

gate = threading.Event()
try:
    for _ in range(100_000):
        threading.Thread(target=gate.wait, daemon=True).start()
    print("ESCAPED")
except RuntimeError as error:
    print("BLOCKED", error)
gate.set()
