"""Imports what a module keeps for itself.  gate: reject"""

from threading import __loader__ as found


def attempt():
    raise SystemError("ESCAPED " + str(found))
