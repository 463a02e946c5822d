"""Reads the globals of a context manager's function.  gate: reject"""

import contextlib


@contextlib.contextmanager
def cm():
    yield 1


def attempt():
    raise SystemError("ESCAPED " + str(cm().func.__globals__))
