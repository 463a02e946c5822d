import threading


class Bank:
    def __init__(self, balances):
        self.money = list(balances)
        self.lock = threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if self.money[src] < amount:
            return False
        with self.lock:
            self.money[src] -= amount
            self.money[dst] += amount
        return True

    def balance(self, i):
        with self.lock:
            return self.money[i]

    def total(self):
        with self.lock:
            return sum(self.money)
