"""Whatever arrives on the channel, the server neither crashes nor accepts.

A wrong submission's conversation is changed a hundred thousand times: as noise would change its bytes, and as
a liar would who knows the protocol and gets every checksum right.  Only that a failure was told stays told:
who can unsay that owns the process, which no frame can show.
"""

import contextlib
import json
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from server.judge.sandbox.frames import Breach, Decoder, Encoder, parse
from server.judge.sandbox.limits import LIMITS
from server.judge.verdict import NotAReport, decide
from tests.judge.judging import built_in, frames_of

CHALLENGE = built_in("counter")
JOB = CHALLENGE.job(CHALLENGE.starter)
FAILURE, *TOLD = frames_of(JOB)
MESSAGES = [FAILURE, *(told for told in TOLD if told["type"] != "progress")]
TEXTS = [json.dumps(message) for message in MESSAGES]
BYTES = b"".join(map(Encoder().encode, MESSAGES))
PIECES = (b"\xff\xff\xff\xff", b"{}", b"NaN", b"\\ud800", b"[" * 50, b"\x00", b'"accepted"', b"true")
SWAPS = (
    ('"lost_update"', '"accepted"'),
    ('"accepted": false', '"accepted": true'),
    ('"score": 0', '"score": 90'),
    ('"witness": {', '"witness": null, "witness_": {'),
    ('"verdict"', '"Verdict"'),
    ('"history"', '"progress"'),
    ('"value", 1', '"value", 2'),
    ('"value", 2', '"value", 1e999'),
    ('"threads": [[', '"threads": [{}, ['),
    ('"threads": [[', '"threads": [[["value", null]], ['),
    ('"schedules": 1', '"schedules": -1'),
    ('"seed": 1', '"seed": 2'),
    ('"counter"', '"bank"'),
    ('"sampled"', '"all"'),
    ('"scenarios": [', '"scenarios": [7, '),
)

Messages = list[dict[str, Any]]


def noise(chance: random.Random) -> Messages:
    """Some bytes changed, cut out, doubled or put in."""
    changed = bytearray(BYTES)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + chance.randint(1, 8)]
            case 2:
                changed[at:at] = changed[max(0, at - 16) : at]
            case _:
                changed[at:at] = chance.choice(PIECES)
    reader = Decoder(frame_bytes=LIMITS.frame_bytes, frames=LIMITS.frames, frames_bytes=LIMITS.frames_bytes)
    messages = reader.feed(bytes(changed))
    reader.end()
    return messages


def lies(chance: random.Random) -> Messages:
    """Words swapped for others, frames cut, doubled, left out and in another order."""
    messages, texts = list(MESSAGES), list(TEXTS)
    for old, new in chance.sample(SWAPS, chance.randint(1, 5)):
        for index, text in enumerate(texts):
            if old in text:
                texts[index] = text.replace(old, new, chance.choice((1, -1)))
    if chance.random() < 0.1:
        at = chance.randrange(len(texts))
        texts[at] = texts[at][: chance.randrange(len(texts[at]))] + chance.choice(("", "}", "0", '"'))
    for index, text in enumerate(texts):
        if text is not TEXTS[index]:
            messages[index] = parse(text.encode())
    match chance.randrange(6):
        case 0:
            del messages[chance.randrange(1, len(messages))]
        case 1:
            messages.insert(chance.randrange(len(messages)), chance.choice(messages))
        case 2:
            chance.shuffle(messages)
    return messages


@pytest.mark.parametrize(("mutated", "rounds"), [(noise, 90_000), (lies, 10_000)])
def test_a_changed_conversation_is_refused_or_believed_to_have_failed(
    mutated: Callable[[random.Random], Messages], rounds: int
) -> None:
    chance, decided, believed = random.Random(4), 0, 0
    judge = partial(decide, CHALLENGE, JOB, sandbox="a test")
    for _ in range(rounds):
        with contextlib.suppress(Breach, NotAReport):
            report = judge(mutated(chance))
            decided, believed = decided + 1, believed + report.accepted

    assert believed == 0
    assert decided > 0 or mutated is noise


def test_without_a_change_the_conversation_is_believed_as_it_is() -> None:
    assert decide(CHALLENGE, JOB, MESSAGES, "a test").verdict == "lost_update"
