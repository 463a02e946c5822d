import threading
class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount <= 0")
        with self.lock:
            self.balance += amount
    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount <= 0")
        if self.balance < amount:
            return False
        with self.lock:
            self.balance -= amount
        return True
