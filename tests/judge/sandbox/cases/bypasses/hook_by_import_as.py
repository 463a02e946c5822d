"""Imports a module under the name of a hook.  gate: reject"""

import math as _tr_call


def attempt():
    raise SystemError("ESCAPED")
