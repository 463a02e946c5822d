"""Imports what a module keeps for itself."""

from threading import __loader__ as found


def attempt():
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
