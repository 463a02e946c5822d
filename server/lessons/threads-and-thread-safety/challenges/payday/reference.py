class Bank:
    """`MustWait` says that a call cannot happen yet; the judge provides it."""

    def __init__(self, balances):
        self.balances = list(balances)

    def deposit(self, i, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balances[i] += amount

    def transfer_when_funded(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if self.balances[src] < amount:
            raise MustWait
        self.balances[src] -= amount
        self.balances[dst] += amount

    def balance(self, i):
        return self.balances[i]
