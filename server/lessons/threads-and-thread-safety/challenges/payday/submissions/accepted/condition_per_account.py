from threading import Condition, Lock


class Bank:
    """One lock, and one condition per account, so that only those wake up whom the money concerns."""

    def __init__(self, balances):
        self.money = list(balances)
        self.lock = Lock()
        self.funded = [Condition(self.lock) for _ in balances]

    def deposit(self, i, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            self.money[i] += amount
            self.funded[i].notify_all()

    def transfer_when_funded(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            while self.money[src] < amount:
                self.funded[src].wait()
            self.money[src] -= amount
            self.money[dst] += amount
            self.funded[dst].notify_all()

    def balance(self, i):
        with self.lock:
            return self.money[i]
