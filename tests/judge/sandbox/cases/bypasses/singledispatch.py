"""Has functools evaluate an annotation.  gate: accept"""

import functools
import threading

kept = []


@functools.singledispatch
def f(x):
    return None


def attempt():
    try:

        @f.register
        def _(x: "kept.append(threading.Lock.acquire.__globals__) or int"):
            return None

    finally:
        if kept:
            raise SystemError("ESCAPED " + str(len(kept[0])))
