"""Reads the globals of a method that dataclasses made.  gate: reject"""

import dataclasses


@dataclasses.dataclass
class D:
    x: int = 1


def attempt():
    raise SystemError("ESCAPED " + str(D.__init__.__globals__))
