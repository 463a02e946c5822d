"""Tells copy how it is to be taken apart.  gate: reject"""

import copy


class X:
    def __reduce__(self):
        return (print, ())


def attempt():
    copy.copy(X())
    raise SystemError("ESCAPED")
