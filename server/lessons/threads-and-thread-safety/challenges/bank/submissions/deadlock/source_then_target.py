from threading import Lock


class Bank:
    def __init__(self, balances):
        self.money = list(balances)
        self.locks = [Lock() for _ in balances]

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount")
        if src == dst:
            with self.locks[src]:
                return self.money[src] >= amount
        with self.locks[src], self.locks[dst]:
            if self.money[src] < amount:
                return False
            self.money[src] -= amount
            self.money[dst] += amount
            return True

    def balance(self, i):
        with self.locks[i]:
            return self.money[i]

    def total(self):
        for lock in self.locks:
            lock.acquire()
        result = sum(self.money)
        for lock in self.locks:
            lock.release()
        return result
