"""Takes the parts of a thread of its own class out of its dictionary."""

import threading


class Mine(threading.Thread):
    def task(self):
        return vars(self)["_task"]


def attempt():
    thread = Mine(target=print)
    thread.start()
    found = thread.task()
    thread.join()
    raise SystemError("ESCAPED " + type(found).__name__)


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
