"""Nicknames: what may stand on a projector, and which of them a reader could take for one another.

Comparison follows RFC 8266 (PRECIS, profile Nickname) and folds look-alikes on top (Unicode TR 39 says why).
"""

import secrets
import unicodedata
from dataclasses import dataclass

from precis_i18n import get_profile

from server.room.state import Room
from server.web import nickname_words as words

LENGTH_MAX = 20  # characters as a reader counts them
MARKS_MAX = 2  # accents on one letter; more is a tower that falls over its neighbours

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
        shown = _SHOWN.enforce(unicodedata.normalize("NFC", typed))
        key = _KEY.enforce(shown)
    except UnicodeEncodeError:
        return BadName("This name has a character that cannot be shown. Use letters, digits and spaces.")
    reason = _reason(shown)
    if reason:
        return BadName(reason)
    folded = _folded(key)
    if not folded:
        return BadName("A name needs at least one letter or digit.")
    if folded in words.RESERVED:
        return BadName("This name is kept for the instructor. Choose another one.")
    if _abusive(folded, key):
        return BadName("Choose a name that you would say aloud in class.")
    return Nickname(shown, folded)


def suggestion(room: Room) -> str:
    """A friendly name that is free in this room."""
    while True:
        name = f"{secrets.choice(words.ADJECTIVES)} {secrets.choice(words.ANIMALS)}"
        if room.named(_folded(name)) is None:
            return name
        numbered = f"{name} {secrets.randbelow(90) + 10}"
        if room.named(_folded(numbered)) is None:
            return numbered


def _reason(shown: str) -> str:
    if sum(not unicodedata.combining(char) for char in shown) > LENGTH_MAX:
        return f"This name is too long for the board. Use at most {LENGTH_MAX} characters."
    if _most_marks(shown) > MARKS_MAX:
        return "This name has too many accents on one letter. Use plain letters."
    if len(_scripts(shown)) > 1:
        return "This name mixes alphabets, which makes names look alike. Use one alphabet."
    return ""


def _most_marks(shown: str) -> int:
    most = run = 0
    for char in unicodedata.normalize("NFD", shown):
        run = run + 1 if unicodedata.combining(char) else 0
        most = max(most, run)
    return most


def _scripts(shown: str) -> set[str]:
    """The alphabets of the letters, by the first word of their Unicode names; Japan's count as one."""
    found = {unicodedata.name(char, "?").split()[0] for char in shown if unicodedata.category(char)[0] == "L"}
    return {"CJK" if script in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA") else script for script in found}


def _folded(name: str) -> str:
    """Letters and digits only, look-alikes made equal: `0livia`, `Olivia` and `O-L-I-V-I-A` are one name."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(words.LOOK_ALIKES)
    return "".join(char for char in plain.replace("rn", "m").replace("vv", "w") if char.isalnum())


def _abusive(folded: str, key: str) -> bool:
    """Strong words anywhere, however spaced or spelled; weaker ones only as words of their own."""
    parts = {_folded(part) for part in key.split()}
    return any(word in folded for word in words.NEVER) or bool(parts & words.NOT_ALONE)
