import threading


class Bank:
    def __init__(self, balances):
        self.money = list(balances)
        self.lock = threading.Lock()
        self.done = False

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            self.done = self.money[src] >= amount
            if self.done:
                self.money[src] -= amount
                self.money[dst] += amount
        return self.done

    def balance(self, i):
        with self.lock:
            return self.money[i]

    def total(self):
        with self.lock:
            return sum(self.money)
