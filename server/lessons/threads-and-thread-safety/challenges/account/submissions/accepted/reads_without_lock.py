import threading


class Account:
    """One attribute read is one step, and the balance is only ever written whole."""

    def __init__(self, balance):
        self.balance = balance
        self.changing = threading.RLock()

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.changing:
            self.balance += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.changing:
            enough = amount <= self.balance
            if enough:
                self.balance -= amount
        return enough
