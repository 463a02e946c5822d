from collections import Counter


class Bank:
    def __init__(self, balances):
        self.money = Counter(dict(enumerate(balances)))

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if self.money[src] < amount:
            return False
        self.money.subtract({src: amount})
        self.money.update({dst: amount})
        return True

    def balance(self, i):
        return self.money[i]

    def total(self):
        return self.money.total()
