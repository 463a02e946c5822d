"""Raises an exception whose text is huge and full of control characters.  gate: accept, verdict: exception"""


class Hostile(Exception):
    def __str__(self):
        return "\x1b]0;owned\x07\x1b[2J<img src=x onerror=alert(1)>\u202e\x00" + "A" * 50_000_000

    __repr__ = __str__


class Bank:
    def __init__(self, balances):
        self.balances = balances

    def transfer(self, src, dst, amount):
        raise Hostile()

    def balance(self, i):
        return self.balances[i]

    def total(self):
        return sum(self.balances)
