"""Fetches the judge's own hooks out of the builtins.  gate: reject"""

import threading


def attempt():
    names = globals()["__builtins__"]
    for name in list(names):
        if name.endswith("la"):
            found = names[name](0, threading.Lock.acquire, "__globals__")
            raise SystemError("ESCAPED " + str(len(found)))
