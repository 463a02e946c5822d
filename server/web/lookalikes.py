"""Which names a reader could take for one another, after Unicode TR 39.

What counts is what is seen: two alphabets may share the shape of a capital, and not of its small letter.  So
letters are compared as they are shown, and only then is case left out.
"""

import unicodedata
from functools import cache

from confusable_homoglyphs.categories import alias
from confusable_homoglyphs.confusables import confusables_data

from server.web.nickname_words import LOOK_ALIKES

SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
POINTS = ("INHERITED", "COMMON", "HEBREW", "SYRIAC")  # may be left out; other marks are letters
TOGETHER = ({"HAN", "HIRAGANA", "KATAKANA"}, {"HAN", "BOPOMOFO"}, {"HAN", "HANGUL"})
_AROUND = "\u200e"  # stands around right-to-left letters in the table
_NEAR: dict[str, tuple[str, ...]] = {
    letter.strip(_AROUND): tuple(other["c"].strip(_AROUND) for other in others)
    for letter, others in confusables_data.items()
}


def key(name: str) -> str:
    """Letters and digits only, look-alikes made equal: `0livia`, `Olivia` and `O-L-I-V-I-A` are one name."""
    seen = _seen(name)
    if not _is_plain_latin(seen) and "LATIN" not in scripts(name):
        seen = _seen(name.upper())  # like no Latin name, so its own small letters and capitals are one
    return _folded(seen)


def bare(name: str) -> str:
    """The same without accents, for words that are known by their letters alone."""
    seen = _seen(name)
    if seen.isascii():
        return _folded(seen)
    apart = unicodedata.normalize("NFD", seen)
    return _folded("".join(char for char in apart if not is_mark(char)))


def scripts(name: str) -> set[str]:
    """The alphabets of the letters; those that one language writes together count as one."""
    found = {alias(char) for char in name if unicodedata.category(char)[0] == "L"} - {"COMMON", "INHERITED"}
    return {"HAN"} if any(found <= together for together in TOGETHER) and found else found


def is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def is_letter_mark(char: str) -> bool:
    """A mark that belongs to the spelling, as vowel signs do in India."""
    return is_mark(char) and alias(char) not in POINTS


def _seen(name: str) -> str:
    """Each letter as the plainest one that looks like it."""
    if name.isascii():
        return "".join(map(_plainest, name))
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name))
    return unicodedata.normalize("NFC", "".join(map(_plainest, apart)))


def _folded(seen: str) -> str:
    plain = seen.casefold().translate(LOOK_ALIKES).replace("rn", "m").replace("vv", "w")
    if plain.isascii():
        return "".join(filter(str.isalnum, plain))
    return "".join(char for char in plain if char.isalnum() or is_letter_mark(char))


def _is_accent(char: str) -> bool:
    """One that any letter may have.  A comma below it is hardly told from a cedilla, in the table neither."""
    return "\u0300" <= char <= "\u036f" and "\u0300" <= _head(char) <= "\u036f"


def _is_plain_latin(seen: str) -> bool:
    if seen.isascii():
        return True
    letters = [char for char in seen if unicodedata.category(char)[0] == "L"]
    return all(unicodedata.normalize("NFD", char)[0].isascii() for char in letters)


@cache
def _plainest(char: str) -> str:
    found = _head(char) if not is_mark(char) or _is_accent(char) else char
    name = unicodedata.name(found, "") if len(found) == 1 else ""
    small = name.removeprefix(SMALL_CAPITAL)
    return small.lower() if name != small and len(small) == 1 else _LATIN_TOO.get(found, found)


def _head(char: str) -> str:
    """The table pairs each letter with the head of its family, in both directions."""
    near = _NEAR.get(char, ())
    if len(near) != 1:
        return char
    other = near[0]
    are_only_two = len(other) == 1 and len(_NEAR[other]) == 1
    return min(char, other, key=_rank) if are_only_two else other


def _rank(char: str) -> tuple[bool, bool, str]:
    return not char.isascii(), alias(char) != "LATIN", char


_LATIN_TOO = {"ĸ": "k", "ʍ": "m"}  # small capitals by their shape, not by their name
