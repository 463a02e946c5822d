"""Hides a look-up in the annotation of a class's variable.  gate: accept"""

import threading

found = []


class C:
    x: found.append(getattr(threading.Lock.acquire, "__glo" + "bals__"))


def attempt():
    raise SystemError("ESCAPED " + str(len(found[0])))
