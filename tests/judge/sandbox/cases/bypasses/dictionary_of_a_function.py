"""Keeps something on a function of the judge, from one run to the next.  gate: accept"""

import threading


def attempt():
    found = threading.Lock.acquire.__dict__
    found["kept"] = 1
    raise SystemError("ESCAPED " + str(found))
