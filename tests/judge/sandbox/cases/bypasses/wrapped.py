"""Follows a decorator of the library to what it wraps."""

import contextlib


def attempt():
    found = contextlib.contextmanager.__wrapped__
    raise SystemError("ESCAPED " + str(found))


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
