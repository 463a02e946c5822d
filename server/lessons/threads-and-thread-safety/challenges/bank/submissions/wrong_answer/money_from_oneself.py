import threading


class Bank:
    def __init__(self, balances):
        self.money = list(balances)
        self.lock = threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            before, after = self.money[src], self.money[dst]
            if before < amount:
                return False
            self.money[src] = before - amount
            self.money[dst] = after + amount
            return True

    def balance(self, i):
        with self.lock:
            return self.money[i]

    def total(self):
        with self.lock:
            return sum(self.money)
