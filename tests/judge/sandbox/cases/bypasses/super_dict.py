"""Asks super for the parts of a thread.  gate: accept"""

import threading


class A(threading.Thread):
    def f(self):
        return super().__dict__


def attempt():
    a = A(target=print)
    a.start()
    raise SystemError("ESCAPED " + str(a.f()["_task"]))
