"""Asks object itself."""

import threading


def attempt():
    found = object.__getattribute__(threading.Lock.acquire, "__globals__")
    raise SystemError("ESCAPED " + str(len(found)))


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
