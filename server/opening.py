"""Opens the console in this machine's browser, and shows its key to nobody else on the machine.

What a program is started with stands in the list of processes, where everybody reads it.  So the browser is
given a file that only its owner may read, and the file leads on.
"""

import html
import os
import webbrowser
from pathlib import Path

FILE = "open-console.html"


def write(folder: Path, url: str) -> Path:
    """The file that leads to this address."""
    path = folder / FILE
    path.unlink(missing_ok=True)
    address = html.escape(url)
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Threadrace</title>'
        f'<meta http-equiv="refresh" content="0; url={address}">'
        f'<p><a href="{address}">Open the console</a></p></html>'
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def show(path: Path) -> None:
    """Returns when the browser has been told; where there is none, the printed link is left."""
    webbrowser.open(path.absolute().as_uri())


def forget(folder: Path) -> None:
    """The key is spent, or nobody needs it any more."""
    (folder / FILE).unlink(missing_ok=True)
