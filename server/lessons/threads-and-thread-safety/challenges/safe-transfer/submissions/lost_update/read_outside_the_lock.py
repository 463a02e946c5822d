import threading


class Box:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def add(self, amount):
        current = self.balance
        with self.lock:
            self.balance = current + amount


def safe_bank_transfer(initial_balance, transfers):
    box = Box(initial_balance)
    threads = [threading.Thread(target=box.add, args=(a,)) for a in transfers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return box.balance
