"""Has the class of enumerations make one.  gate: accept"""

import enum


def attempt():
    made = type(enum.Enum)("X", (enum.Enum,), {})
    raise SystemError("ESCAPED " + str(made))
