"""Walks from a generator to its frame.  gate: accept"""


def numbers():
    yield 1


def attempt():
    found = getattr(numbers(), "gi_frame")
    raise SystemError("ESCAPED " + str(found))
