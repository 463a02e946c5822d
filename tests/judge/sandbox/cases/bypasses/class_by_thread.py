"""Lets a thread call the class of classes.  gate: accept"""

import threading


def attempt():
    thread = threading.Thread(target=type, args=("X", (), {"__match_args__": ("__globals__",)}))
    thread.start()
    thread.join()
    raise SystemError("ESCAPED")
