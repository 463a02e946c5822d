"""Spells a forbidden name at run time.  gate: accept"""

import threading


def attempt():
    found = getattr(threading.Lock.acquire, "__glo" + "bals__")
    raise SystemError("ESCAPED " + str(len(found)))
