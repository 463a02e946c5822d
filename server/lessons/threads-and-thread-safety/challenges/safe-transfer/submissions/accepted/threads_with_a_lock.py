import threading


def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    lock = threading.Lock()

    def transfer(amount):
        nonlocal balance
        with lock:
            balance = balance + amount

    threads = [threading.Thread(target=transfer, args=(a,)) for a in transfers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return balance
