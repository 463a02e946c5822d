"""Has a partial call stand in for the class of classes.  gate: accept"""

import functools


def attempt():
    class C(metaclass=functools.partial(type)):
        pass

    raise SystemError("made " + str(C))
