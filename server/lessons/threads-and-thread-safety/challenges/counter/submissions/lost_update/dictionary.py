from collections import defaultdict


class Counter:
    def __init__(self):
        self.counts = defaultdict(int)

    def increment(self):
        self.counts["presses"] += 1

    @property
    def value(self):
        return self.counts["presses"]
