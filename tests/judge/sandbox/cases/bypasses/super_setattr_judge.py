"""Asks super to set an attribute of the judge's locks.  gate: accept"""

import threading


def attempt():
    s = super(type, threading.Lock)
    s.__setattr__("acquire", 1)
    raise SystemError("ESCAPED")
