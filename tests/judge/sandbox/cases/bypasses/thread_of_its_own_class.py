"""Walks from a thread of its own class to the run that it is part of.  gate: accept"""

import threading


class Mine(threading.Thread):
    def task(self):
        return self._task


def attempt():
    thread = Mine(target=print)
    thread.start()
    found = thread.task()
    thread.join()
    raise SystemError("ESCAPED " + type(found).__name__)
