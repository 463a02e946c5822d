import threading


class Bank:
    def __init__(self, balances):
        self.balances = list(balances)
        self.funded = threading.Condition()

    def deposit(self, i, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.funded:
            self.balances[i] += amount
            self.funded.notify()

    def transfer_when_funded(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.funded:
            if self.balances[src] < amount:
                self.funded.wait()
            self.balances[src] -= amount
            self.balances[dst] += amount

    def balance(self, i):
        with self.funded:
            return self.balances[i]
