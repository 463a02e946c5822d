"""Has operator call a private method of a lock.  gate: accept"""

import operator
import threading


def attempt():
    found = operator.methodcaller("_stop", None)(threading.Lock())
    raise SystemError("ESCAPED " + str(found))
