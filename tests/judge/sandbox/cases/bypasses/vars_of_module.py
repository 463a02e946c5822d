"""Changes a module through its dictionary.  gate: accept"""

import threading


def attempt():
    vars(threading)["Lock"] = None
    raise SystemError("ESCAPED")
