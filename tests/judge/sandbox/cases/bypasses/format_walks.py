"""Has a text walk to the judge's modules.  gate: accept"""

import threading


def attempt():
    found = "{0.acquire.__globals__}".format(threading.Lock)
    raise SystemError("ESCAPED " + found[:40])
