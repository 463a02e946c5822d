"""Waits half a second in every step.  gate: accept"""

import time


class Bank:
    def __init__(self, balances):
        self.balances = balances

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount")
        if self.balances[src] < amount:
            return False
        time.sleep(0.5)
        taken = self.balances[src]
        time.sleep(0.5)
        self.balances[src] = taken - amount
        self.balances[dst] += amount
        return True

    def balance(self, i):
        return self.balances[i]

    def total(self):
        return sum(self.balances)
