class Bank:
    def __init__(self, balances):
        self.money = list(balances)
        self.lock = threading.Lock()

    def transfer(self, src, dst, amount):
        with self.lock:
            return True
