"""Names the frame as a field, and has a pattern read it from a generator.  gate: accept"""

import abc
import collections
import threading


def numbers():
    yield 1


P = collections.namedtuple("P", ["gi_frame"])


class Q(P, abc.ABC):
    pass


def attempt():
    g = numbers()
    Q.register(type(g))
    match g:
        case Q(found):
            raise SystemError("ESCAPED " + str(found))
