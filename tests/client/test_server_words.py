"""Every sentence that the server says to people has its German half."""

from pathlib import Path

import pytest

from schema.wire.shared import Bye
from server.room.refusals import Refusal
from server.web import access, connection, guesses, guests
from server.web.nickname import BadName, checked

CLIENT = Path(__file__).parents[2] / "client"
GERMAN = "".join(
    (CLIENT / name).read_text("utf-8") for name in ("shared/words/server.ts", "console/words-server.ts")
)
TO_ITS_OWN_PARTS = {Refusal.NO_SUCH_ATTEMPT, Refusal.NO_SUCH_TRIAL}
BAD_NAMES = (
    "",
    "\u2066x",
    "\ud800",
    "***",
    "Instructor",
    "a" * 40,
    "a\u0301\u0301\u0301\u0301\u0301",
    "Aлice",
)
BYES = {
    value.text
    for module in (access, connection, guesses, guests)
    for value in vars(module).values()
    if isinstance(value, Bye)
}


@pytest.mark.parametrize("refusal", [one for one in Refusal if one not in TO_ITS_OWN_PARTS], ids=str)
def test_every_refusal_has_german(refusal: Refusal):
    assert f'"{refusal.value}":' in GERMAN


@pytest.mark.parametrize("text", sorted(BYES))
def test_every_goodbye_has_german(text: str):
    assert f'"{text}":' in GERMAN


@pytest.mark.parametrize("name", BAD_NAMES)
def test_every_reason_against_a_name_has_german(name: str):
    found = checked(name)

    assert isinstance(found, BadName)
    assert f'"{found.reason}":' in GERMAN
