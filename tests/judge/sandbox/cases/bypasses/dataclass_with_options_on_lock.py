"""Has dataclasses rewrite the judge's conditions, in two steps.  gate: accept"""

import dataclasses
import threading


def attempt():
    dataclasses.dataclass(frozen=True)(threading.Condition)
    raise SystemError("ESCAPED")
