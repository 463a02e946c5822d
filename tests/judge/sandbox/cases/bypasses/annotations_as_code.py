"""Puts a text where dataclasses builds code from it.  gate: reject"""

import dataclasses


def attempt():
    class Holder:
        __annotations__ = {"x=print.__globals__, y": int}

    dataclasses.dataclass(Holder)
    raise SystemError("ESCAPED")
