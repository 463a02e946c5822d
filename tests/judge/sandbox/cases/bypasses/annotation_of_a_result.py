"""Hides a look-up in the annotation of a result.  gate: accept"""

import threading


def attempt():
    def g() -> (found := getattr(threading.Lock.acquire, "__glo" + "bals__")):
        pass

    raise SystemError("ESCAPED " + str(len(found)))
