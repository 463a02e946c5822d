"""Text that a reader sees as it is: nothing in it turns other text around, hides, or takes no room."""

import unicodedata

JOINERS = "\u200c\u200d"  # they shape letters of some scripts, and join emoji
BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")  # called letters or symbols, and show nothing
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_FIRST_OF_JOINED_SCRIPTS = "\u0590"  # before it: Latin, Greek, Cyrillic, Armenian


def visible(text: str) -> str:
    """The same without controls, line ends as spaces; a joiner stays where it can have a meaning."""
    return "".join(_seen(text, at) for at in range(len(text)))


def _seen(text: str, at: int) -> str:
    char = text[at]
    if char in JOINERS:
        return char if 0 < at < len(text) - 1 and _joins(text[at - 1]) else ""
    if char in BLANKS:
        return ""
    if unicodedata.category(char) in _UNSEEN:
        return " " if char.isspace() else ""
    return char


def _joins(before: str) -> bool:
    kind = unicodedata.category(before)
    return (kind[0] in "LM" and before >= _FIRST_OF_JOINED_SCRIPTS) or kind in ("So", "Sk")
