"""Has a timer call the class of classes.  gate: accept"""

import threading


def attempt():
    t = threading.Timer(0, type, ("X", (), {}))
    t.start()
    t.join()
    raise SystemError("ESCAPED")
