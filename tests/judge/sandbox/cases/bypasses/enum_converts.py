"""Has enum write into another module."""

import enum


def attempt():
    enum.IntEnum._convert_("Verdict", "inside.classify", lambda name: True)
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
