"""Asks object itself.  gate: reject"""

import threading


def attempt():
    found = object.__getattribute__(threading.Lock.acquire, "__globals__")
    raise SystemError("ESCAPED " + str(len(found)))
