import threading
import time


class Bank:
    """Looks again and again; right, though it keeps the processor busy."""

    def __init__(self, balances):
        self.money = list(balances)
        self.lock = threading.Lock()

    def deposit(self, i, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            self.money[i] += amount

    def transfer_when_funded(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        while True:
            with self.lock:
                if self.money[src] >= amount:
                    self.money[src] -= amount
                    self.money[dst] += amount
                    return
            time.sleep(0.01)

    def balance(self, i):
        with self.lock:
            return self.money[i]
