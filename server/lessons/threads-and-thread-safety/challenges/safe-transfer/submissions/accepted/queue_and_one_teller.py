import queue
import threading


def safe_bank_transfer(initial_balance, transfers):
    orders = queue.Queue()
    result = []

    def teller():
        balance = initial_balance
        while (amount := orders.get()) is not None:
            balance += amount
        result.append(balance)

    thread = threading.Thread(target=teller)
    thread.start()
    for amount in transfers:
        orders.put(amount)
    orders.put(None)
    thread.join()
    return result[0]
