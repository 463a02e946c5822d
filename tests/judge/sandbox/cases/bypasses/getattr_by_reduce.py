"""Lets functools call getattr.  gate: reject"""

import functools
import threading


def attempt():
    found = functools.reduce(getattr, ["acquire", "__globals__"], threading.Lock)
    raise SystemError("ESCAPED " + str(len(found)))
