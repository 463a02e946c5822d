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
        with self.changed:
            self.changed.wait_for(lambda: self.money[src] >= amount)
        with self.changed:  # in between, another waiter may have taken it
            self.money[src] -= amount
            self.money[dst] += amount
            self.changed.notify_all()

    def balance(self, i):
        with self.changed:
            return self.money[i]
