import threading
import time


class Bank:
    """Everybody raises a flag and waits until no other flag is up."""

    def __init__(self, balances):
        self.money = list(balances)
        self.flags = set()
        self.lock = threading.Lock()

    def _enter(self):
        me = threading.get_ident()
        with self.lock:
            self.flags.add(me)
        while True:
            with self.lock:
                if self.flags == {me}:
                    return
            time.sleep(0.001)

    def _leave(self):
        with self.lock:
            self.flags.discard(threading.get_ident())

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._enter()
        enough = self.money[src] >= amount
        if enough:
            self.money[src] -= amount
            self.money[dst] += amount
        self._leave()
        return enough

    def balance(self, i):
        self._enter()
        amount = self.money[i]
        self._leave()
        return amount

    def total(self):
        self._enter()
        amount = sum(self.money)
        self._leave()
        return amount
