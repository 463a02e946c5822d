"""Has a text walk through a generator's frame.  gate: accept"""


def numbers():
    yield 1


def attempt():
    found = "{0.gi_frame.f_back}".format(numbers())
    raise SystemError("ESCAPED " + found[:40])
