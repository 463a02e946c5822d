"""Lets C code call operator's walk to the judge's globals.  gate: accept"""

import operator


def numbers():
    yield 1


def attempt():
    deep = operator.attrgetter("gi_frame.f_back.f_globals")
    raise SystemError("ESCAPED " + str(list(map(deep, [numbers()]))))
