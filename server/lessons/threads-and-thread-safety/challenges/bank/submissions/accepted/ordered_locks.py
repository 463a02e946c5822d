import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


class Bank:
    def __init__(self, balances):
        self.accounts = [Account(n, b) for n, b in enumerate(balances)]

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        source, target = self.accounts[src], self.accounts[dst]
        if source is target:
            return self.balance(src) >= amount
        low, high = sorted((source, target), key=lambda account: account.number)
        with low.lock, high.lock:
            if source.balance < amount:
                return False
            source.balance -= amount
            target.balance += amount
            return True

    def balance(self, i):
        account = self.accounts[i]
        with account.lock:
            return account.balance

    def total(self):
        for account in self.accounts:
            account.lock.acquire()
        try:
            return sum(account.balance for account in self.accounts)
        finally:
            for account in reversed(self.accounts):
                account.lock.release()
