"""Takes the parts of a thread of its own class out of its dictionary.  gate: accept"""

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
