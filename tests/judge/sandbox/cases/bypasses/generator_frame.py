"""Walks from a generator to its frame."""


def numbers():
    yield 1


def attempt():
    found = getattr(numbers(), "gi_frame")
    raise SystemError("ESCAPED " + str(found))


class Bank:
    def __init__(self, balances):
        self.balances = balances
        attempt()

    def transfer(self, src, dst, amount):
        return True

    def balance(self, i):
        return self.balances[i]

    def total(self):
        return sum(self.balances)
