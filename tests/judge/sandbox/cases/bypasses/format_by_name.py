"""Spells a text's walk at run time.  gate: accept"""

import threading


def attempt():
    walk = getattr("{0.acquire.__globals__}", "for" + "mat")
    raise SystemError("ESCAPED " + walk(threading.Lock))
