import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.in_lock = threading.RLock()
        self.out_lock = threading.RLock()

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount")
        with self.in_lock:
            self.balance += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount")
        with self.out_lock:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True
