"""Ends the process in the first call.  gate: reject"""

import os


class Bank:
    def __init__(self, balances):
        self.balances = balances

    def transfer(self, src, dst, amount):
        os._exit(0)

    def balance(self, i):
        return self.balances[i]

    def total(self):
        return sum(self.balances)
