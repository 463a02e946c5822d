"""How often Python looks for garbage that refers to itself.

By its own measure it looks through all objects again and again while a class joins, and each look at those of
a thousand students stops every room for a tenth of a second.  Nearly all garbage here goes without being
looked for; so what the program has loaded is never looked at again, and the rest rarely.
"""

import gc

YOUNG_MAX = 20_000  # objects that are new since the last look
LOOKS_BEFORE_OLDER = 20  # before those are looked at that have outlived one


def look_rarely() -> None:
    """For a server whose parts are loaded; what has been made so far stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_MAX, LOOKS_BEFORE_OLDER, LOOKS_BEFORE_OLDER)
