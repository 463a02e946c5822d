count = 0


class Counter:
    def __init__(self):
        global count
        count = 0

    def increment(self):
        global count
        count = count + 1

    @property
    def value(self):
        return count
