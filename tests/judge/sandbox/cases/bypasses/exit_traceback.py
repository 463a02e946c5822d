"""Takes the frame out of the traceback that a context manager is given.  gate: accept"""

import contextlib
import operator


class C:
    def __enter__(self):
        return self

    def __exit__(self, a, b, tb):
        raise SystemError("ESCAPED " + str(operator.attrgetter("tb_frame")(tb)))


def attempt():
    with C():
        raise ValueError
