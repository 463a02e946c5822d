"""Has itertools call the class of classes.  gate: accept"""

import itertools


def attempt():
    t = list(itertools.starmap(type, [("X", (), {})]))
    raise SystemError("ESCAPED " + str(t))
