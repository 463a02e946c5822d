"""Asks a library function for its defaults."""

import heapq


def attempt():
    found = heapq.merge.__kwdefaults__
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
