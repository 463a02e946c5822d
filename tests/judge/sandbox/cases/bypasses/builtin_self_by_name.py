"""Walks from a builtin function to its module, by a name put together at run time.  gate: accept"""


def attempt():
    found = getattr(len, "__se" + "lf__")
    raise SystemError("ESCAPED " + str(found))
