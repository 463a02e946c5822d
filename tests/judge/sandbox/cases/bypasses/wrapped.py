"""Follows a decorator of the library to what it wraps.  gate: accept"""

import contextlib


def attempt():
    found = contextlib.contextmanager.__wrapped__
    raise SystemError("ESCAPED " + str(found))
