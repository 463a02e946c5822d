"""Calls the class of classes out of a list.  gate: accept"""


def attempt():
    t = [type][0]("X", (), {"__match_args__": ("gi_frame",)})
    raise SystemError("ESCAPED " + str(t))
