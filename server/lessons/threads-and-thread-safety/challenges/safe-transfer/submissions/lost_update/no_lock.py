import threading


def safe_bank_transfer(initial_balance, transfers):
    balance = initial_balance

    def transfer(amount):
        nonlocal balance
        current = balance           # read the balance
        balance = current + amount  # write it back: who came in between?

    threads = [threading.Thread(target=transfer, args=(amount,)) for amount in transfers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return balance
