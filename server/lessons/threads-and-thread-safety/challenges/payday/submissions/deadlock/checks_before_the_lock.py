import threading


class Bank:
    def __init__(self, balances):
        self.money = list(balances)
        self.changed = threading.Condition()

    def deposit(self, i, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.changed:
            self.money[i] += amount
            self.changed.notify_all()

    def transfer_when_funded(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        while True:
            with self.changed:
                if self.money[src] >= amount:
                    self.money[src] -= amount
                    self.money[dst] += amount
                    self.changed.notify_all()
                    return
            with self.changed:
                self.changed.wait()  # the money may have come just before

    def balance(self, i):
        with self.changed:
            return self.money[i]
