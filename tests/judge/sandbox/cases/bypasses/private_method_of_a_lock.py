"""Puts its own method in the place of one by which locks stop a thread.  gate: accept"""

import threading


class Mine(threading.RLock):
    def _stop(self, *args, **kwargs):
        return None


def attempt():
    Mine().acquire()
    raise SystemError("ESCAPED")
