"""Lets functools call getattr."""

import functools
import threading


def attempt():
    found = functools.reduce(getattr, ["acquire", "__globals__"], threading.Lock)
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
