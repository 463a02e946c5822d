"""Reads the frame of a context manager's generator.  gate: reject"""

import contextlib


@contextlib.contextmanager
def cm():
    yield 1


def attempt():
    c = cm()
    raise SystemError("gen " + str(c.gen.gi_frame))
