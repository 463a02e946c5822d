"""Floods the judge's channel with lengths and noise.  gate: reject"""

import os

for blob in (b"\xff\xff\xff\xff", b"\x00\x00\x00\x04Sx,y", b"\x00\x00\x00\x00", b"A" * 10_000_000):
    os.write(3, blob)


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
