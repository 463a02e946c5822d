import functools
import threading


def one_at_a_time(method):
    @functools.wraps(method)
    def guarded(self, *args):
        with self._monitor:
            return method(self, *args)

    return guarded


class Bank:
    def __init__(self, balances):
        self._monitor = threading.RLock()
        self._money = dict(enumerate(balances))

    @one_at_a_time
    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if self.balance(src) < amount:
            return False
        self._money[src] -= amount
        self._money[dst] += amount
        return True

    @one_at_a_time
    def balance(self, i):
        return self._money[i]

    @one_at_a_time
    def total(self):
        return sum(self._money.values())
