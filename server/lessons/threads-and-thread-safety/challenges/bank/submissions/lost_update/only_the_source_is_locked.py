import threading


class Bank:
    def __init__(self, balances):
        self.money = list(balances)
        self.locks = [threading.Lock() for _ in balances]

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.locks[src]:
            if self.money[src] < amount:
                return False
            self.money[src] -= amount
            self.money[dst] += amount
            return True

    def balance(self, i):
        with self.locks[i]:
            return self.money[i]

    def total(self):
        return sum(self.balance(i) for i in range(len(self.money)))
