"""Names the attribute in a pattern."""

import threading


def attempt():
    match threading.Lock.acquire:
        case object(__globals__=found):
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
