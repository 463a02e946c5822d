"""Lets a thread call the class of classes."""

import threading


def attempt():
    thread = threading.Thread(target=type, args=("X", (), {"__match_args__": ("__globals__",)}))
    thread.start()
    thread.join()
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
