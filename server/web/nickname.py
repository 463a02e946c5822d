"""Nicknames: what may stand on a projector.

Comparison follows RFC 8266 (PRECIS, profile Nickname) and makes look-alikes equal on top (`lookalikes`).
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from precis_i18n import get_profile

from server.room.state import Room
from server.web import lookalikes
from server.web import nickname_words as words

LENGTH_MAX = 20  # characters as a reader counts them
MARKS_MAX = 2  # accents on one letter; more is a tower that falls over its neighbours
LETTER_MARKS_MAX = 4  # where they are vowels and tones

_NO_LETTERS, _NO_LETTERS_AT_END = re.compile(r"[\W\d_]+"), re.compile(r"[\W\d_]+$")
_SHOWN = get_profile("NicknameCasePreserved")
_KEY = get_profile("NicknameCaseMapped")


@dataclass(frozen=True, slots=True)
class Nickname:
    shown: str
    key: str  # equal for names that look alike


@dataclass(frozen=True, slots=True)
class BadName:
    reason: str  # for the student: what to change


def checked(typed: str) -> Nickname | BadName:
    """The name as it will be shown, or a friendly reason why not."""
    if not typed.strip():
        return BadName("Choose a name, so that the class can see you on the board.")
    try:
        shown, key = _enforced(typed)
    except UnicodeEncodeError:
        return BadName("This name has a character that cannot be shown. Use letters, digits and spaces.")
    reason = _reason(shown)
    if reason:
        return BadName(reason)
    folded = lookalikes.key(shown)
    if not folded:
        return BadName("A name needs at least one letter or digit.")
    if _reserved(shown):
        return BadName("This name is kept for the instructor. Choose another one.")
    if _abusive(key):
        return BadName("Choose a name that you would say aloud in class.")
    return Nickname(shown, folded)


def _enforced(typed: str) -> tuple[str, str]:
    """The name as PRECIS writes it, and as it compares it.  Raises `UnicodeEncodeError`."""
    if typed.isascii() and typed.isprintable():  # most names, in a twentieth of the time
        shown = " ".join(typed.split())
        return shown, shown.lower()
    shown = _SHOWN.enforce(unicodedata.normalize("NFC", typed))
    return shown, _KEY.enforce(shown)


def suggestion(room: Room) -> str:
    """A friendly name that is free in this room."""
    while True:
        name = f"{secrets.choice(words.ADJECTIVES)} {secrets.choice(words.ANIMALS)}"
        if room.named(lookalikes.key(name)) is None:
            return name
        numbered = f"{name} {secrets.randbelow(90) + 10}"
        if room.named(lookalikes.key(numbered)) is None:
            return numbered


def _reason(shown: str) -> str:
    if shown.isascii() and len(shown) <= LENGTH_MAX:
        return ""
    if sum(not lookalikes.is_mark(char) for char in shown) > LENGTH_MAX:
        return f"This name is too long for the board. Use at most {LENGTH_MAX} characters."
    if any(lookalikes.is_mark(word[0]) for word in shown.split()):
        return "This name begins with an accent that belongs to no letter. Put a letter before it."
    if any(_is_tower(marks) for marks in _marks(shown)):
        return "This name has too many accents on one letter. Use plain letters."
    if len(lookalikes.scripts(shown)) > 1:
        return "This name mixes alphabets, which makes names look alike. Use one alphabet."
    return ""


def _marks(shown: str) -> list[str]:
    """The marks on each letter, one run after the other."""
    apart = unicodedata.normalize("NFD", shown)
    return "".join(char if lookalikes.is_mark(char) else " " for char in apart).split()


def _is_tower(marks: str) -> bool:
    letters = sum(map(lookalikes.is_letter_mark, marks))
    return (
        letters > LETTER_MARKS_MAX
        or len(marks) - letters > MARKS_MAX
        or len(set(marks)) < len(marks)
        or any(unicodedata.category(mark) == "Me" for mark in marks)  # these go around their neighbours
    )


def _reserved(shown: str) -> bool:
    """As the whole name, or a title as one of its words, however it is spelled, numbered or accented."""
    whole = lookalikes.bare(shown)
    if whole in words.RESERVED or any(title in whole for title in words.LONG_TITLES):
        return True
    parts = {*shown.split(), *_NO_LETTERS.split(shown), _NO_LETTERS_AT_END.sub("", shown)}
    titles = (part for part in parts if len(part) >= words.TITLE_MIN or not part.isascii())
    return any(lookalikes.bare(part) in words.TITLES for part in titles)


def _abusive(key: str) -> bool:
    """Strong words anywhere, however spaced or spelled; weaker ones only as words of their own."""
    whole = lookalikes.bare(key)
    parts = {lookalikes.bare(part) for part in key.split()}
    return any(word in whole for word in words.NEVER) or bool(parts & words.NOT_ALONE)
