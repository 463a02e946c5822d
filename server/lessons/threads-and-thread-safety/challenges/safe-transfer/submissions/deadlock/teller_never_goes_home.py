import queue
import threading


def safe_bank_transfer(initial_balance, transfers):
    orders = queue.Queue()
    balance = [initial_balance]

    def teller():
        while True:
            balance[0] += orders.get()
            orders.task_done()

    threading.Thread(target=teller).start()
    for amount in transfers:
        orders.put(amount)
    orders.join()
    return balance[0]
