import threading
import time


class Bank:
    """Takes the second lock only if it is free, and gives up the first if it is not."""

    def __init__(self, balances):
        self.money = list(balances)
        self.locks = [threading.Lock() for _ in balances]

    def _both(self, a, b):
        while True:
            self.locks[a].acquire()
            if a == b or self.locks[b].acquire(blocking=False):
                return
            self.locks[a].release()
            time.sleep(0.001)

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._both(src, dst)
        try:
            if self.money[src] < amount:
                return False
            self.money[src] -= amount
            self.money[dst] += amount
            return True
        finally:
            self.locks[src].release()
            if src != dst:
                self.locks[dst].release()

    def balance(self, i):
        with self.locks[i]:
            return self.money[i]

    def total(self):
        held = []
        try:
            for lock in self.locks:
                lock.acquire()
                held.append(lock)
            return sum(self.money)
        finally:
            for lock in held:
                lock.release()
