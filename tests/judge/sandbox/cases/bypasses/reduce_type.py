"""Has functools hand over the class of classes.  gate: accept"""

import functools


def attempt():
    t = functools.reduce(lambda f, a: f(*a), [("X", (), {"a": 1})], type)
    raise SystemError("ESCAPED " + str(t))
