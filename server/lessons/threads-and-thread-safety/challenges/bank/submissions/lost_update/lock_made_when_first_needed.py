import functools
import threading


class Bank:
    def __init__(self, balances):
        self.money = list(balances)

    @functools.cached_property
    def lock(self):
        return threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            if self.money[src] < amount:
                return False
            self.money[src] -= amount
            self.money[dst] += amount
            return True

    def balance(self, i):
        with self.lock:
            return self.money[i]

    def total(self):
        with self.lock:
            return sum(self.money)
