"""Replaces the judge's locks for everybody, with type's own setter."""

import threading


def attempt():
    type.__setattr__(threading.Lock, "acquire", lambda self, *a: True)
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
