import threading
class Bank:
    def __init__(self, balances):
        self.balances = list(balances)
        self.lock = threading.Lock()
    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if self.balances[src] < amount:
            return False
        with self.lock:
            self.balances[src] -= amount
            self.balances[dst] += amount
            return True
    def balance(self, i):
        with self.lock:
            return self.balances[i]
    def total(self):
        with self.lock:
            return sum(self.balances)
