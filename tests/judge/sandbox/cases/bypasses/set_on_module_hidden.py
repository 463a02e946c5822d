"""Keeps something in a module from one run to the next.  gate: accept"""

import math


def attempt():
    math.stash = 1
    raise SystemError("ESCAPED")
