import threading


def safe_bank_transfer(initial_balance, transfers):
    arrived = []
    threads = [threading.Thread(target=arrived.append, args=(a,)) for a in transfers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return initial_balance + sum(arrived)
