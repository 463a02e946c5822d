"""Has dataclasses rewrite the judge's locks.  gate: accept"""

import dataclasses
import threading


def attempt():
    dataclasses.dataclass(threading.Lock)
    raise SystemError("ESCAPED")
