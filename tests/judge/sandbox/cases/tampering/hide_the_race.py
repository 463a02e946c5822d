"""Lets Python never switch threads by itself, and takes the trace hooks away.  gate: reject"""

import sys
import threading

sys.setswitchinterval(1e6)
sys.settrace(None)
sys.setprofile(None)
threading.settrace = threading.setprofile = lambda hook: None


class Bank:
    def __init__(self, balances):
        self.balances = balances

    def transfer(self, src, dst, amount):
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
