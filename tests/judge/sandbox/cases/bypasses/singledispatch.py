"""Has functools evaluate an annotation."""

import functools
import threading

kept = []


@functools.singledispatch
def f(x):
    return None


def attempt():
    try:

        @f.register
        def _(x: "kept.append(threading.Lock.acquire.__globals__) or int"):
            return None

    finally:
        if kept:
            raise SystemError("ESCAPED " + str(len(kept[0])))


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
