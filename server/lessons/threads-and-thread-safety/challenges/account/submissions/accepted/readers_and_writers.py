import threading


class Account:
    def __init__(self, balance):
        self._balance = balance
        self._readers = 0
        self._counting = threading.Lock()
        self._room = threading.Semaphore(1)

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self._room:
            self._balance += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        with self._room:
            if self._balance < amount:
                return False
            self._balance -= amount
            return True

    @property
    def balance(self):
        with self._counting:
            self._readers += 1
            if self._readers == 1:
                self._room.acquire()
        value = self._balance
        with self._counting:
            self._readers -= 1
            if self._readers == 0:
                self._room.release()
        return value
