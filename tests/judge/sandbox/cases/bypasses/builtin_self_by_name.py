"""Walks from a builtin function to its module, by a name put together at run time."""


def attempt():
    found = getattr(len, "__se" + "lf__")
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
