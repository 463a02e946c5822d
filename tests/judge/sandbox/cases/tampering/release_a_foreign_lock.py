"""Releases the lock that somebody else may hold.  gate: accept"""

import threading


class Bank:
    def __init__(self, balances):
        self.balances = balances
        self.lock = threading.Lock()
        self.lock.acquire()

    def transfer(self, src, dst, amount):
        self.lock.release()
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
