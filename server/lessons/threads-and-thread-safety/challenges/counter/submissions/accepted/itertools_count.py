import itertools
import threading


class Counter:
    """`next` on a C iterator is one step; reading is what needs care."""

    def __init__(self):
        self._ticket = itertools.count(1)
        self._lock = threading.Lock()
        self._last = 0

    def increment(self):
        with self._lock:
            self._last = next(self._ticket)

    @property
    def value(self):
        with self._lock:
            return self._last
