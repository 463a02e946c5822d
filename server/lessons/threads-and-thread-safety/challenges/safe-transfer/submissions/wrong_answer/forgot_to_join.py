import threading


def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    lock = threading.Lock()

    def transfer(amount):
        nonlocal balance
        with lock:
            balance += amount

    for amount in transfers:
        threading.Thread(target=transfer, args=(amount,)).start()
    return balance
