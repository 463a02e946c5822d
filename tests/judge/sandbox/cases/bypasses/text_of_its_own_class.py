"""Names what is forbidden by a text that is no plain one.  gate: accept"""

import threading


class Name(str):
    def __getitem__(self, at):
        return "a"


def attempt():
    found = getattr(threading.Lock.acquire, Name("__globals__"))
    raise SystemError("ESCAPED " + str(len(found)))
