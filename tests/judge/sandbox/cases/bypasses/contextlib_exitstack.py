"""Reads the private parts of an exit stack.  gate: accept"""

import contextlib


def attempt():
    s = contextlib.ExitStack()
    raise SystemError("ESCAPED " + str(s._exit_callbacks))
