import queue
import threading


class Bank:
    """One thread owns the money; everybody else asks it."""

    def __init__(self, balances):
        self._orders = queue.SimpleQueue()
        threading.Thread(target=self._serve, args=(list(balances),), daemon=True).start()

    def _serve(self, money):
        while True:
            kind, args, answer = self._orders.get()
            answer.put(getattr(self, kind)(money, *args))

    def _ask(self, kind, *args):
        answer = queue.SimpleQueue()
        self._orders.put((kind, args, answer))
        return answer.get()

    def do_transfer(self, money, src, dst, amount):
        if money[src] < amount:
            return False
        money[src] -= amount
        money[dst] += amount
        return True

    def do_balance(self, money, i):
        return money[i]

    def do_total(self, money):
        return sum(money)

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        return self._ask("do_transfer", src, dst, amount)

    def balance(self, i):
        return self._ask("do_balance", i)

    def total(self):
        return self._ask("do_total")
