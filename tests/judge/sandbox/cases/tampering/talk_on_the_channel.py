"""Speaks on the judge's channel in the middle of a call.  gate: reject"""

import os


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

    def close(self):
        pass


class Talker(Bank):
    def transfer(self, src, dst, amount):
        os.write(3, b"\x00\x00\x00\x11" + b'{"type": "done"}\n')
        return super().transfer(src, dst, amount)


Bank = Talker
