from queue import Queue
from threading import Thread

asked, answered = Queue(), Queue()

def worker():
    n = asked.get()
    answered.put(sum(range(1, n + 1)))

Thread(target=worker).start()
asked.put(10)
print(answered.get())
