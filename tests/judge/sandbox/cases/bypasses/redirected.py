"""Has contextlib fetch an attribute of sys."""

import contextlib


def attempt():
    class Fetch(contextlib.redirect_stdout):
        _stream = "modules"

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
