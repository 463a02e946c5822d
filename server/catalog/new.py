"""A commented example lesson, for an author to change into their own."""

import shutil
from pathlib import Path

EXAMPLE = Path(__file__).with_name("example")


class Occupied(Exception):
    """The folder has something in it, which is not ours to overwrite."""


def write_example(folder: Path) -> list[str]:
    """Write the example into a new or empty folder; the names of its files.  May raise `Occupied`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(f"{folder} is not empty, and nothing is ever overwritten: name a new folder")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
