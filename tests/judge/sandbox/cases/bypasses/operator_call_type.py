"""Has operator call the class of classes.  gate: accept"""

import operator


def attempt():
    t = operator.call(type, "X", (), {"__match_args__": ("gi_frame",)})
    raise SystemError("ESCAPED " + str(t))
