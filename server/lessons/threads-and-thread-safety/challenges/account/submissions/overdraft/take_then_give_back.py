import threading


class Account:
    """Draws first and puts it back if it was too much: for a moment the balance is below zero."""

    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def _change(self, amount):
        with self.lock:
            self.balance += amount
            return self.balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount")
        self._change(amount)

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount")
        if self._change(-amount) < 0:
            self._change(amount)
            return False
        return True
