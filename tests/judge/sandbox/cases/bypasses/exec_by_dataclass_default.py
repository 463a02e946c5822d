"""Asks a library function for its defaults.  gate: reject"""

import heapq


def attempt():
    found = heapq.merge.__kwdefaults__
    raise SystemError("ESCAPED " + str(found))
