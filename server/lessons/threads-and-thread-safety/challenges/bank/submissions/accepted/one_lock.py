import threading


class Bank:
    def __init__(self, balances):
        self._money = list(balances)
        self._door = threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError(f"cannot move {amount}")
        with self._door:
            enough = self._money[src] >= amount
            if enough:
                self._money[src] -= amount
                self._money[dst] += amount
            return enough

    def balance(self, i):
        with self._door:
            return self._money[i]

    def total(self):
        with self._door:
            return sum(self._money)
