"""Has operator fetch the frame of a generator.  gate: accept"""

import operator


def numbers():
    yield 1


def attempt():
    g = numbers()
    found = operator.attrgetter("gi_frame")(g)
    raise SystemError("ESCAPED " + str(found))
