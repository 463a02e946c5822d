"""Puts its own method in the place of one that is handed the thread.  gate: accept"""

import threading


class Mine(threading.RLock):
    def _take(self, task):
        match task:
            case object(name=found):
                raise SystemError("ESCAPED " + str(found))


def attempt():
    Mine().acquire()
