"""Asks super.  gate: reject"""

import threading


class Asker:
    def ask(self):
        return super().__getattribute__("__class__")


def attempt():
    found = type(threading.Lock.acquire).__getattribute__(threading.Lock.acquire, "__globals__")
    raise SystemError("ESCAPED " + str(len(found)))
