"""Takes the lock and returns without giving it back.  gate: accept"""

import threading


class Bank:
    def __init__(self, balances):
        self.balances = balances
        self.lock = threading.Lock()

    def transfer(self, src, dst, amount):
        self.lock.acquire()
        if amount <= 0:
            raise ValueError("amount")
        if self.balances[src] < amount:
            return False
        self.balances[src] -= amount
        self.balances[dst] += amount
        return True

    def balance(self, i):
        return self.balances[i]

    def total(self):
        return sum(self.balances)
