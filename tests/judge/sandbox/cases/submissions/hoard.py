"""Takes memory without end.  verdict: memory_limit  gate: accept"""

import threading


def hurt():
    hoard = []
    while True:
        hoard.append(bytearray(1 << 20))


class Bank:
    def __init__(self, balances):
        self.balances = balances
        self.lock = threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount")
        hurt()
        with self.lock:
            if self.balances[src] < amount:
                return False
            self.balances[src] -= amount
            self.balances[dst] += amount
            return True

    def balance(self, i):
        with self.lock:
            return self.balances[i]

    def total(self):
        with self.lock:
            return sum(self.balances)
