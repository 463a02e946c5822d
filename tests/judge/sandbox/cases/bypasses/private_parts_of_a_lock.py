"""Takes the judge's lock apart.  gate: accept"""

import threading


def attempt():
    lock = threading.RLock()
    lock.acquire()
    lock._owner = None
    raise SystemError("ESCAPED")
