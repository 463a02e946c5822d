"""Puts a text where dataclasses builds code from it."""

import dataclasses


def attempt():
    class Holder:
        __annotations__ = {"x=print.__globals__, y": int}

    dataclasses.dataclass(Holder)
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
