"""The link for students, as an instructor copies it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

EXAMPLE = "http://127.0.0.1:8000/CDFGHJ"


class LinkError(Exception):
    """The text is one line that names the fix."""


@dataclass(frozen=True, slots=True)
class Link:
    socket_url: str
    code: str


def link_from(url: str | None) -> Link:
    """Understands what stands on the projector, with and without `http://`."""
    parts = urlsplit(url if url and "://" in url else f"http://{url or ''}")
    if url and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise LinkError(f"{url!r} is no link.  Give the one for students: --url {EXAMPLE}")
    code = parts.path.strip("/").removeprefix("projector/")
    if not code or "/" in code:
        raise LinkError(
            "Which room?  Give the link for students, with the room's code at its end; it stands in the "
            f"server's terminal and on the projector: --url {EXAMPLE}"
        )
    secure = "s" if parts.scheme == "https" else ""
    return Link(f"ws{secure}://{parts.netloc}/ws/student", code)
