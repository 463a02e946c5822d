"""Right solutions of the challenges that come along, for those students who find one."""

SAFE_TRANSFER = """\
import threading


def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    lock = threading.Lock()

    def transfer(amount):
        nonlocal balance
        with lock:
            balance = balance + amount

    threads = [threading.Thread(target=transfer, args=(amount,)) for amount in transfers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return balance
"""

BANK = """\
import threading


class Bank:
    def __init__(self, balances):
        self._balances = list(balances)
        self._lock = threading.Lock()

    def transfer(self, src, dst, amount):
        if amount <= 0:
            raise ValueError("the amount must be above zero")
        with self._lock:
            if self._balances[src] < amount:
                return False
            self._balances[src] -= amount
            self._balances[dst] += amount
            return True

    def balance(self, i):
        with self._lock:
            return self._balances[i]

    def total(self):
        with self._lock:
            return sum(self._balances)
"""

SOLUTIONS = {"safe-transfer": SAFE_TRANSFER, "bank": BANK}
