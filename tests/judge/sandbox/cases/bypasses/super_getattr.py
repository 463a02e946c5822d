"""Asks super for itself, by a name put together at run time.  gate: accept"""


class A:
    def f(self):
        return getattr(super(), "__self" + "_class__")


def attempt():
    raise SystemError("ESCAPED " + str(A().f()))
