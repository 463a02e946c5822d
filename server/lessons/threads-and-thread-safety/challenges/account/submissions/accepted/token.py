import queue


class Account:
    """Whoever holds the purse may change what is in it."""

    def __init__(self, balance):
        self._purse = queue.Queue()
        self._purse.put(balance)

    @property
    def balance(self):
        money = self._purse.get()
        self._purse.put(money)
        return money

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._purse.put(self._purse.get() + amount)

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        money = self._purse.get()
        enough = money >= amount
        self._purse.put(money - amount if enough else money)
        return enough
