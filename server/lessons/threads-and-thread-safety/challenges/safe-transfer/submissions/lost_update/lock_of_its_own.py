import threading


def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance

    def transfer(amount):
        nonlocal balance
        with threading.Lock():
            balance += amount

    threads = [threading.Thread(target=transfer, args=(a,)) for a in transfers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return balance
