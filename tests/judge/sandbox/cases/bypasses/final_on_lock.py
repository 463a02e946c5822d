"""Has typing mark the judge's locks as final.  gate: accept"""

import typing
import threading


def attempt():
    typing.final(threading.Lock)
    raise SystemError("ESCAPED")
