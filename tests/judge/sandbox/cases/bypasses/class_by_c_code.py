"""Lets C code call the class of classes."""


def attempt():
    made = list(map(type, ["X"], [()], [{"__match_args__": ("__globals__",)}]))
    raise SystemError("ESCAPED " + str(made))


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
