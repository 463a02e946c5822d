"""Has functools dress a function of the judge as its own.  gate: accept"""

import functools
import threading


def attempt():
    functools.wraps(attempt)(threading.Lock.acquire)
    raise SystemError("ESCAPED")
