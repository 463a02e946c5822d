"""Has typing evaluate a text."""

import threading
import typing


class Holder:
    x: "threading.Lock.acquire.__globals__"


def attempt():
    try:
        found = typing.get_type_hints(Holder)["x"]
    except TypeError as error:
        raise SystemError("ESCAPED " + str(error)[:20])
    raise SystemError("ESCAPED " + str(found)[:20])


class Bank:
    def __init__(self, balances):
        self.balances = balances
        attempt()

    def transfer(self, src, dst, amount):
        return True

    def balance(self, i):
        return self.balances[i]

    def total(self):
        return sum(self.balances)
