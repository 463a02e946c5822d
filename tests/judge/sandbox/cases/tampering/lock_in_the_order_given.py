"""Locks in the order of the arguments.  gate: accept, verdict: deadlock"""

import threading


class Bank:
    def __init__(self, balances):
        self.balances = balances
        self.locks = [threading.Lock() for _ in balances]

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount")
        if src == dst:
            with self.locks[src]:
                return self.balances[src] >= amount
        with self.locks[src]:
            with self.locks[dst]:
                if self.balances[src] < amount:
                    return False
                self.balances[src] -= amount
                self.balances[dst] += amount
                return True

    def balance(self, i):
        with self.locks[i]:
            return self.balances[i]

    def total(self):
        for lock in self.locks:
            lock.acquire()
        total = sum(self.balances)
        for lock in self.locks:
            lock.release()
        return total
