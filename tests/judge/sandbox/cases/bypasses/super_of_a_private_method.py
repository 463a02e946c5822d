"""Calls a private method of a lock through super.  gate: accept"""

import threading


class Mine(threading.RLock):
    def attempt(self):
        return super()._receive()


def attempt():
    Mine().attempt()
    raise SystemError("ESCAPED")
