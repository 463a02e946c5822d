import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def increment(self):
        seen = self.value
        with self.lock:
            self.value = seen + 1
