"""Keeps the class of classes where a subclass finds it.  gate: accept"""


class A:
    def __init_subclass__(cls, **k):
        cls.kind = type(cls)


class B(A):
    pass


def attempt():
    made = B.kind("X", (), {})
    raise SystemError("ESCAPED")
