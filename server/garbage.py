"""How often Python looks for garbage that refers to itself.

By its own measure it looks through all objects again and again while a class joins, and each look at those of
a thousand students stops every room for a tenth of a second.  Nearly all garbage here goes without being
looked for; so what the program has loaded is never looked at again, and the rest when no class is waiting.
"""

import asyncio
import gc
from collections.abc import Callable

YOUNG_MAX = 20_000  # objects that are new since the last look
LOOKS_BEFORE_OLDER, LOOKS_BEFORE_ALL = 20, 100
CALM_SECONDS = 60.0


def look_rarely() -> None:
    """For a server whose parts are loaded; what has been made so far stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_MAX, LOOKS_BEFORE_OLDER, LOOKS_BEFORE_ALL)


async def look_when(is_calm: Callable[[], bool]) -> None:
    """At all there is, once a minute, if it is calm then and much is new; each line that ended left some."""
    while True:
        await asyncio.sleep(CALM_SECONDS)
        if is_calm() and any(gc.get_count()[1:]):
            gc.collect()
