"""Takes the descriptor out of the type's dictionary."""

import threading


def attempt():
    function = threading.Lock.acquire
    found = vars(type(function))["__globals__"].__get__(function)
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
