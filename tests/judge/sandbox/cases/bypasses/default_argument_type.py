"""Calls the class of classes by an argument's default.  gate: accept"""


def attempt(make=type):
    raise SystemError("ESCAPED" if make("X", (), {}) else "")
