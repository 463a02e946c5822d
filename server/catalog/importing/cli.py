"""`threadrace lesson import FILE -o DIR`; answers with the exit status."""

import codecs
import sys
from pathlib import Path

from server.catalog.importing.gift import read_gift
from server.catalog.importing.items import CannotImport, Found, Haul, name_of
from server.catalog.importing.kahoot import read_kahoot
from server.catalog.importing.write import write_lesson
from server.catalog.new import Occupied

TEXT_BYTES_MAX = 2 * 1024 * 1024
SPREADSHEETS = (".xlsx", ".xlsm")


def import_command(file: str, output: str) -> int:
    """Make a lesson of a quiz: 0 if there is one now, 1 if nothing in the file is of use, 2 on bad usage."""
    path, folder = Path(file), Path(output)
    if not path.is_file():
        print(
            f"There is no file {file}.  Export your quiz from Moodle (GIFT) or Kahoot first.", file=sys.stderr
        )
        return 2
    try:
        haul = read(path)
        for skipped in haul.skipped:
            print(f"{file}: {skipped}")
        if not haul.found:
            print(f"{file}: no question in it can be asked here.", file=sys.stderr)
            return 1
        written = write_lesson(folder, _title(path), haul.found)
    except CannotImport as why:
        print(f"{file} {why}.", file=sys.stderr)
        return 2
    except Occupied as occupied:
        print(occupied, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{output} cannot be written: {error.strerror}.  Name another folder.", file=sys.stderr)
        return 2
    _tell(file, output, haul, written)
    return 0


def read(path: Path) -> Haul:
    """What the file holds.  Raises `CannotImport`."""
    if path.suffix.lower() in SPREADSHEETS:
        return read_kahoot(path)
    return read_gift(_text(path))


def _text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(TEXT_BYTES_MAX + 1)
    if len(content) > TEXT_BYTES_MAX:
        raise CannotImport(f"is larger than {TEXT_BYTES_MAX >> 20} MB: divide it first")
    if content.startswith(b"PK\x03\x04"):
        raise CannotImport("is no text: if it is a spreadsheet, its name must end in .xlsx")
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise CannotImport("is not UTF-8 text: save it with the encoding UTF-8") from None
    if "\x00" in text:
        raise CannotImport("holds NUL characters: export it anew as GIFT")
    return text


def _title(path: Path) -> str:
    return " ".join(path.stem.replace("_", " ").replace("-", " ").split())[:120].capitalize() or "Quiz"


def _tell(file: str, output: str, haul: Haul, written: list[str]) -> None:
    for found in haul.found:
        for remark in found.remarks:
            print(f"{file}: {found.place} ({name_of(found.table)}): {remark} (note)")
    for name in written:
        print(f"{output}/{name}")
    print(f"{_counted(haul.found)} imported, {len(haul.skipped)} skipped.  Look them through, then:")
    print(f"threadrace lesson check {output}")


def _counted(found: list[Found]) -> str:
    return "1 question" if len(found) == 1 else f"{len(found)} questions"
