"""Has operator ask a text to walk.  gate: accept"""

import operator
import threading


def attempt():
    walk = operator.methodcaller("format", threading.Lock)
    raise SystemError("ESCAPED " + walk("{0.acquire.__globals__}"))
