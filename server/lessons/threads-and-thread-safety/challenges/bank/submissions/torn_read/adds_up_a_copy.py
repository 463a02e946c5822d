import copy
import threading


class Bank:
    def __init__(self, balances):
        self.accounts = [{"money": amount} for amount in balances]
        self.lock = threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self.lock:
            if self.accounts[src]["money"] < amount:
                return False
            self.accounts[src]["money"] -= amount
            self.accounts[dst]["money"] += amount
            return True

    def balance(self, i):
        with self.lock:
            return self.accounts[i]["money"]

    def total(self):
        return sum(account["money"] for account in copy.deepcopy(self.accounts))
