import threading


class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self._value = 0

    @property
    def value(self):
        with self.lock:
            return self._value

    def increment(self):
        with self.lock:
            self._value = self.value + 1
