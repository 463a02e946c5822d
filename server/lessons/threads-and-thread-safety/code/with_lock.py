from threading import Lock

counter = 0
lock = Lock()

def work():
    global counter
    for _ in range(100):
        with lock:
            counter += 1
