"""Has functools copy the attribute.  gate: accept"""

import functools
import threading


class Holder:
    pass


def attempt():
    holder = Holder()
    functools.update_wrapper(holder, threading.Lock.acquire, assigned=["__globals__"], updated=[])
    found = holder.__dict__["__globals__"]
    raise SystemError("ESCAPED " + str(len(found)))
