import threading
def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance
    lock = threading.Lock()
    def transfer(amount):
        nonlocal balance
        with lock:
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
