"""Listens to what copy goes through when it copies a thread.  gate: accept"""

import copy
import threading


class Listening(dict):
    heard = []

    def get(self, key, default=None):
        return default

    def __setitem__(self, key, value):
        Listening.heard.append(value)


def attempt():
    copy.deepcopy(threading.current_thread(), Listening())
    raise SystemError("ESCAPED " + str([type(value).__name__ for value in Listening.heard]))
