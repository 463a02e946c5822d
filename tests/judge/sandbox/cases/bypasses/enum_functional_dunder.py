"""Makes an enumeration by a call, with an attribute that no class here may have.  gate: accept"""

import enum


def attempt():
    E = enum.Enum("E", {"__match_args__": ("gi_frame",), "A": 1})
    raise SystemError("ESCAPED " + str(vars(E)["__match_args__"]))
