import threading


def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    lock = threading.Lock()

    def transfer(amount):
        nonlocal balance
        lock.acquire()
        balance += amount
        if amount < 0:
            return
        lock.release()

    threads = [threading.Thread(target=transfer, args=(a,)) for a in transfers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return balance
