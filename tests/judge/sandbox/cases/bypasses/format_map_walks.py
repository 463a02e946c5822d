"""Has a text walk to the judge's modules, by a mapping.  gate: accept"""

import threading


def attempt():
    found = "{l.acquire.__globals__}".format_map({"l": threading.Lock})
    raise SystemError("ESCAPED " + found[:40])
