"""Names a frame as a field of a data class.  gate: reject"""

import abc
import dataclasses


@dataclasses.dataclass
class Holder:
    cr_frame: object


def attempt():
    raise SystemError("ESCAPED")
