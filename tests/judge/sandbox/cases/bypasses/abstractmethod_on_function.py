"""Has abc mark a function of the judge.  gate: accept"""

import abc
import threading


def attempt():
    abc.abstractmethod(threading.Lock.acquire)
    raise SystemError("ESCAPED")
