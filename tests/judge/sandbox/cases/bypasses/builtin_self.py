"""Walks from a builtin function to its module.  gate: reject"""


def attempt():
    found = print.__self__
    raise SystemError("ESCAPED " + str(found))
