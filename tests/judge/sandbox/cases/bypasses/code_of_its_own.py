"""Rewrites the code of a function of its own.  gate: reject"""


def f():
    return 1


def attempt():
    found = f.__code__
    raise SystemError("ESCAPED " + str(found))
