from threading import Condition


class Account:
    def __init__(self, balance):
        self._balance = balance
        self._free = True
        self._turn = Condition()

    def _enter(self):
        with self._turn:
            while not self._free:
                self._turn.wait()
            self._free = False

    def _leave(self):
        with self._turn:
            self._free = True
            self._turn.notify()

    @property
    def balance(self):
        self._enter()
        try:
            return self._balance
        finally:
            self._leave()

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._enter()
        self._balance += amount
        self._leave()

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._enter()
        enough = self._balance >= amount
        if enough:
            self._balance -= amount
        self._leave()
        return enough
