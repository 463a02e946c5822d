class Counter:
    def __init__(self):
        self.value = 0

    def increment(self):
        while True:
            self.value += 1
