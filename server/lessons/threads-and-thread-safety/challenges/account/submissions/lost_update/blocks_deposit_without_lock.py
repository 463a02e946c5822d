import threading
class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount <= 0")
        self.balance += amount
    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount <= 0")
        with self.lock:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True
