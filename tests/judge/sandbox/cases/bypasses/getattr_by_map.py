"""Lets C code call getattr.  gate: reject"""

import threading


def attempt():
    for found in map(getattr, [threading.Lock.acquire], ["__globals__"]):
        raise SystemError("ESCAPED " + str(len(found)))
