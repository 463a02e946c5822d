import threading


class Bank:
    """Waits for an event while it holds the lock that the depositor needs."""

    def __init__(self, balances):
        self.money = list(balances)
        self.lock = threading.Lock()
        self.paid = threading.Event()

    def deposit(self, i, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            self.money[i] += amount
            self.paid.set()

    def transfer_when_funded(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            while self.money[src] < amount:
                self.paid.clear()
                self.paid.wait()
            self.money[src] -= amount
            self.money[dst] += amount
            self.paid.set()

    def balance(self, i):
        with self.lock:
            return self.money[i]
