from threading import Semaphore


class Counter:
    def __init__(self):
        self.value = 0
        self._free = Semaphore()

    def increment(self):
        self._free.acquire()
        try:
            self.value += 1
        finally:
            self._free.release()
