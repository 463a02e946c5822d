"""Has the class of abstract classes make one.  gate: accept"""

import abc


def attempt():
    made = abc.ABCMeta("X", (), {"__match_args__": ("gi_frame",)})
    raise SystemError("ESCAPED " + str(made))
