"""Names the frame as a typed field, and has a pattern read it from a generator.  gate: accept"""

import abc
import typing


def numbers():
    yield 1


P = typing.NamedTuple("P", [("gi_frame", int)])


class Q(P, abc.ABC):
    pass


def attempt():
    g = numbers()
    Q.register(type(g))
    match g:
        case Q(found):
            raise SystemError("ESCAPED " + str(found))
