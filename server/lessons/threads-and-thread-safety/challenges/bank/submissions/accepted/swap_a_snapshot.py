import threading


class Bank:
    """Balances are an immutable tuple; writers swap it under a lock, readers need none."""

    def __init__(self, balances):
        self._now = tuple(balances)
        self._writing = threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self._writing:
            if self._now[src] < amount:
                return False
            after = list(self._now)
            after[src] -= amount
            after[dst] += amount
            self._now = tuple(after)
        return True

    def balance(self, i):
        return self._now[i]

    def total(self):
        return sum(self._now)
