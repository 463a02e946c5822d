"""A commented example lesson, for an author to change into their own; and what their editor needs to help."""

import shutil
from importlib.resources import files
from pathlib import Path

EXAMPLE = Path(__file__).with_name("example")
SCHEMAS = ("lesson", "questions", "terms", "misconceptions", "blocks")
SCHEMA_FOLDER = ".schema"  # where `#:schema` lines look for them


class Occupied(Exception):
    """The folder has something in it, which is not ours to overwrite."""


def write_example(folder: Path) -> list[str]:
    """Write the example into a new or empty folder; the names of its files.  May raise `Occupied`."""
    check_free(folder)
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    written = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    write_schemas(folder)
    return written


def check_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(f"{folder} is not empty, and nothing is ever overwritten: name a new folder")


def write_schemas(folder: Path) -> None:
    """Beside the lesson, so that an editor completes and checks its files without a network."""
    (folder / SCHEMA_FOLDER).mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / SCHEMA_FOLDER / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


def schema_text(name: str) -> str:
    """The JSON Schema of `lesson.toml` and of the files that belong to it."""
    return (files("schema") / f"{name}.schema.json").read_text("utf-8")
