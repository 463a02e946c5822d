from threading import Thread

counter = 0

def work():
    global counter
    for _ in range(100):
        counter += 1

def run():
    threads = [Thread(target=work) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    return counter
