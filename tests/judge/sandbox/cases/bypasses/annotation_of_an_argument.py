"""Hides a look-up in the annotation of an argument.  gate: accept"""

import threading


def attempt():
    def g(x: (found := getattr(threading.Lock.acquire, "__glo" + "bals__"))):
        pass

    raise SystemError("ESCAPED " + str(len(found)))
