"""Makes the judge's lock an object of another class.  gate: accept"""

import threading


class Free:
    def acquire(self):
        return True


def attempt():
    lock = threading.Lock()
    lock.__class__ = Free
    raise SystemError("ESCAPED")
