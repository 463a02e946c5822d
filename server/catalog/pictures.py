"""Pictures become part of the text that shows them, so that a room outlives its lesson folder.

`![A thread](pictures/thread.svg)` is a file of the lesson folder.  It is written into the text as a `data:`
address; a page then loads nothing from anywhere.
"""

import base64
import re
from pathlib import Path

from server.catalog.files import inside, read_bytes
from server.catalog.problems import Findings, Unreadable

PICTURE_BYTES_MAX = 96 * 1024
_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
# A fence, a code span, or a picture; the first two are passed over, as nothing in them is a picture.
_PIECE = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)[ \t]*$|\Z)"
    r"|(?P<tick>`+).*?(?P=tick)"
    r"|!\[(?P<alt>[^\]\n]*)\]\((?P<address>[^)\s]+)\)",
    re.MULTILINE | re.DOTALL,
)


def with_pictures(markdown: str, folder: Path, file: str, findings: Findings) -> str:
    """The text with its pictures in it.  A picture that cannot be had is noted and left as it was."""

    def embedded(piece: re.Match[str]) -> str:
        address = piece["address"]
        if address is None or address.startswith("data:"):
            return piece[0]
        with findings.noting(file):
            return f"![{piece['alt']}]({_data(address, folder)})"
        return piece[0]

    return _PIECE.sub(embedded, markdown)


def _data(address: str, folder: Path) -> str:
    if "://" in address:
        raise Unreadable(f"shows {address}: save the picture in the lesson folder, and name that file")
    kind = _TYPES.get(Path(address).suffix.lower())
    if kind is None:
        raise Unreadable(f"shows {address}: a picture is one of {', '.join(sorted(_TYPES))}")
    path = inside(folder, address)
    try:
        content = read_bytes(path, PICTURE_BYTES_MAX)
    except Unreadable as unreadable:
        raise Unreadable(f"shows the picture {address}, which {unreadable}") from None
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
