"""Hides the class of classes in the slot that is called."""


def attempt():
    class Maker:
        __call__ = type

    made = Maker()("X", (), {"__match_args__": ("__globals__",)})
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
