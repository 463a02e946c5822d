import threading
def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    def transfer(amount):
        nonlocal balance
        with threading.Lock():
            current = balance
            balance = current + amount
    threads = [
        threading.Thread(
            target=transfer, args=(a,)
        ) for a in transfers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return balance
