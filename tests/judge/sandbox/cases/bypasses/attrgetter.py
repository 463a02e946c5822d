"""Has operator look the attribute up.  gate: accept"""

import operator
import threading


def attempt():
    found = operator.attrgetter("acquire.__globals__")(threading.Lock)
    raise SystemError("ESCAPED " + str(len(found)))
