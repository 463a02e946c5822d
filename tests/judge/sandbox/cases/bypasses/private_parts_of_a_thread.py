"""Walks from a thread to the run that it is part of.  gate: accept"""

import threading


def attempt():
    found = threading.current_thread()._task
    raise SystemError("ESCAPED " + str(found))
