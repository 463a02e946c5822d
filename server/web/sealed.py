"""Links that nobody but this server can make, and that prove themselves.

So whoever tries one out pays the same whether there is such a room or not: before the link has proven itself,
no room, journal or table is looked at.
"""

import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

KEY_BYTES = 32
FILE = "links.key"

_key = secrets.token_bytes(KEY_BYTES)  # until `keep` has one that outlives the server


def keep(folder: Path) -> None:
    """Seal with the key in this folder from here on; the first time, one is drawn.  Raises `OSError`."""
    global _key
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
    except FileExistsError:
        pass
    found = path.read_bytes()
    if len(found) != KEY_BYTES:
        raise OSError(f"{path} is damaged.  Remove it; links that were given away end with it")
    _key = found


def seal(*words: str) -> str:
    """256 bits that belong to these words; none of them may hold a space."""
    digest = hmac.digest(_key, " ".join(words).encode(), sha256)
    return urlsafe_b64encode(digest).decode().rstrip("=")


def is_sealed(claimed: str, *words: str) -> bool:
    """Takes as long for a wrong one, however much of it is right."""
    return hmac.compare_digest(claimed.encode("utf-8", "surrogatepass"), seal(*words).encode())
