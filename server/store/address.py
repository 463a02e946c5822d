"""Where the running server's own Postgres answers, noted in the data folder for `threadrace export`."""

from contextlib import suppress
from pathlib import Path

FILE = "postgres.url"


def note(data_dir: Path, database_url: str) -> None:
    """Called when the embedded Postgres has started."""
    file = data_dir / FILE
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(database_url, "utf-8")


def erase(data_dir: Path) -> None:
    """Called before it is stopped.  Safe to call twice."""
    (data_dir / FILE).unlink(missing_ok=True)


def noted(data_dir: Path) -> str | None:
    """None where no server runs.  What a killed server noted may lead nowhere."""
    with suppress(FileNotFoundError):
        return (data_dir / FILE).read_text("utf-8").strip() or None
    return None
