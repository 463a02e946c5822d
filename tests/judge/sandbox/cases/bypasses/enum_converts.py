"""Has enum write into another module.  gate: accept"""

import enum


def attempt():
    enum.IntEnum._convert_("Verdict", "inside.classify", lambda name: True)
    raise SystemError("ESCAPED")
