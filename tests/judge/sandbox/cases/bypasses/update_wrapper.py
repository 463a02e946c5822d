"""Has functools copy the attribute."""

import functools
import threading


class Holder:
    pass


def attempt():
    holder = Holder()
    functools.update_wrapper(holder, threading.Lock.acquire, assigned=["__globals__"], updated=[])
    found = holder.__dict__["__globals__"]
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
