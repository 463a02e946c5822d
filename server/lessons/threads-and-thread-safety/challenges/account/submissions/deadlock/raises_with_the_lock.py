import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def deposit(self, amount):
        self.lock.acquire()
        if amount <= 0:
            raise ValueError("amount")
        self.balance += amount
        self.lock.release()

    def withdraw(self, amount):
        self.lock.acquire()
        if amount <= 0:
            raise ValueError("amount")
        enough = self.balance >= amount
        if enough:
            self.balance -= amount
        self.lock.release()
        return enough
