"""Has the string module look the attribute up.  gate: accept"""

import string
import threading


def attempt():
    found, _ = string.Formatter().get_field("0.acquire.__globals__", [threading.Lock], {})
    raise SystemError("ESCAPED " + str(len(found)))
