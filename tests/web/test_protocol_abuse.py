"""What a browser would never send on a socket: broken frames, floods, silence.  Each case is named."""

import asyncio
import base64
import os
import random
import socket
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from schema.wire.base import PROTOCOL
from server.live.hall import LiveRoom
from server.room import commands as c
from server.web import talk
from tests.serving import Served, new_token

Wire = tuple[asyncio.StreamReader, asyncio.StreamWriter]
TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 0x1, 0x2, 0x8, 0x9, 0xA, 0x0


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True, rsv: int = 0, masked: bool = True) -> bytes:
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    bit, size = (0x80 if masked else 0), len(payload)
    if size < 126:
        head += bytes([bit | size])
    elif size < 1 << 16:
        head += bytes([bit | 126]) + struct.pack(">H", size)
    else:
        head += bytes([bit | 127]) + struct.pack(">Q", size)
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


@asynccontextmanager
async def wire(served: Served, extra: str = "", then: bytes = b"") -> AsyncIterator[Wire]:
    """A WebSocket of a student, by hand; `then` comes right behind the request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET /ws/student HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
        f"Sec-WebSocket-Version: 13\r\n{extra}\r\n".encode()
        + then
    )
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101"), head
    try:
        yield reader, writer
    finally:
        writer.close()


async def close_code(reader: asyncio.StreamReader) -> int | None:
    """That of the server's close frame; None if it only hung up."""
    async with asyncio.timeout(15):
        while True:
            try:
                first, second = await reader.readexactly(2)
                size = second & 0x7F
                if size == 126:
                    (size,) = struct.unpack(">H", await reader.readexactly(2))
                payload = await reader.readexactly(size)
            except (asyncio.IncompleteReadError, ConnectionError):
                return None
            if first & 0x0F == CLOSE:
                return int.from_bytes(payload[:2], "big")


BROKEN = {
    "W04 unmasked": (frame(TEXT, b"{}", masked=False), {1002}),
    "W04 unmasked, empty": (frame(PING, masked=False), {1002}),
    "W05 reserved opcode": (frame(0x3), {1002}),
    "W05 reserved bits": (frame(TEXT, b"{}", rsv=4), {1002}),
    "W05 fragmented control": (frame(PING, b"x", fin=False), {1002}),
    "W05 ping of 200 bytes": (frame(PING, b"x" * 200), {1002}),
    "W05 continuation of nothing": (frame(CONTINUATION, b"x"), {1002}),
    "W06 invalid UTF-8": (frame(TEXT, b"\xff\xfe"), {1007}),
    "W06 invalid UTF-8 in a reason": (frame(CLOSE, b"\x03\xe8\xff\xfe"), {1007}),
    "W07 70 kB": (frame(TEXT, b" " * 70_000), {1009}),
    "W07 70 kB in pieces": (
        frame(TEXT, b" " * 7000, fin=False) + frame(CONTINUATION, b" " * 7000, fin=False) * 9,
        {1009},
    ),
    "W07 2^62 bytes": (bytes([0x81, 0xFF]) + struct.pack(">Q", 1 << 62) + b"mask", {1002, 1009}),
    "W08 compressed": (frame(TEXT, b"\x00" * 100, rsv=4), {1002}),
    "W09 close code 999": (frame(CLOSE, b"\x03\xe7"), {1002}),
    "W10 binary": (frame(BINARY, b"{}"), {1003}),
}


@pytest.mark.parametrize("case", BROKEN)
async def test_a_broken_frame_ends_its_own_line_and_no_other(served: Served, code: str, case: str):
    """W04 to W10."""
    sent, codes = BROKEN[case]
    async with served.seated(code, "Ada") as ada:
        async with wire(served, "Sec-WebSocket-Extensions: permessage-deflate\r\n") as (reader, writer):
            writer.write(sent)
            seen = await close_code(reader)
        await ada.send("ping")
        await ada.until("pong")

    assert seen in codes, case


async def test_compression_is_not_negotiated(served: Served):
    """W08: so there are no compression bombs."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(
        f"GET /ws/student HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nUpgrade: websocket\r\nConnection: "
        "Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n".encode()
    )
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    writer.close()

    assert b"101" in head and b"permessage-deflate" not in head


async def test_a_frame_that_comes_byte_by_byte_is_looked_at_all_the_same(served: Served):
    """W04."""
    async with wire(served) as (reader, writer):
        for byte in frame(TEXT, b"{}", masked=False)[:2]:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.02)
        assert await close_code(reader) == 1002


async def test_an_unmasked_frame_right_behind_the_request_is_none_either(served: Served):
    """W04: before the server has said that this is a WebSocket now."""
    async with wire(served, then=frame(TEXT, b"{}", masked=False)) as (reader, _):
        assert await close_code(reader) == 1002


FLOODS = {
    "W11 messages": frame(TEXT, b'{"type":"ping"}') * 20_000,
    "W12 pings": frame(PING, b"x") * 20_000,
    "W12 pongs": frame(PONG, b"x") * 20_000,
    "W12 empty pieces": frame(TEXT, b"", fin=False) + frame(CONTINUATION, b"", fin=False) * 1_000_000,
}


@pytest.mark.parametrize("flood", FLOODS)
async def test_a_flood_is_cut_off_and_delays_nobody(served: Served, code: str, flood: str):
    """W11 and W12: as fast as it goes, and on a machine that is busy with other tests, too."""
    async with served.seated(code, "Ada") as ada, wire(served) as (reader, writer):
        hello = f'{{"type":"hello","protocol":{PROTOCOL},"room":"{code}","token":null}}'
        writer.write(frame(TEXT, hello.encode()) + FLOODS[flood])
        waits = []
        for _ in range(60):
            begun = time.perf_counter()
            await ada.send("ping")
            await ada.until("pong")
            waits.append(time.perf_counter() - begun)
            await asyncio.sleep(0.02)  # within Ada's own budget
        seen = await close_code(reader)

    assert seen in (1008, None)
    assert sorted(waits)[-2] < 0.25, sorted(waits)[-5:]


async def test_a_page_that_vanished_without_a_word_is_missed_after_forty_seconds_at_most(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    """F12: half-open; nothing comes any more, not even an answer to a ping.  The seat is kept."""
    assert 1.5 * talk.HEARTBEAT_SECONDS <= 40
    monkeypatch.setattr(talk, "HEARTBEAT_SECONDS", 0.4)
    token = new_token()
    async with served.seated(code, "Ada", token):
        pass
    async with served.console(code) as console, wire(served) as (_, writer):
        hello = f'{{"type":"hello","protocol":{PROTOCOL},"room":"{code}","token":"{token}"}}'
        writer.write(frame(TEXT, hello.encode()))
        await console.until("roster", lambda roster: [p["online"] for p in roster["players"]] == [True])
        await console.until("roster", lambda roster: [p["online"] for p in roster["players"]] == [False])

    assert len(live.host.room.active()) == 1


ANSWER = '{"type":"answer","key":"key-0001","step":%s,"answer":{"form":%s}}'
TRAPS = {
    "a key twice": ANSWER % ('2,"step":2', '"pick","option":0'),
    "a key twice inside": ANSWER % ("2", '"pick","option":0,"option":1'),
    "the type twice": '{"type":"ping","type":"ping"}',
    "__proto__": '{"type":"ping","__proto__":{"admin":true}}',
    "4000 digits": ANSWER % ("9" * 4000, '"pick","option":0'),
    "Infinity": ANSWER % ("2", '"figure","number":Infinity'),
    "1.5 as int": ANSWER % ("2", '"pick","option":1.5'),
    "depth 30000": '{"type":"ping","a":' + "[" * 30_000 + "]" * 30_000 + "}",
}


async def test_traps_in_json_are_refused_and_the_line_holds(served: Served, live: LiveRoom, code: str):
    """W17."""
    async with served.seated(code, "Ada") as ada:
        before = live.host.room
        for name, text in TRAPS.items():
            await ada.socket.send(text)
            assert (await ada.until("refused"))["reason"] == "malformed", name
        await ada.send("ping")
        await ada.until("pong")

    assert live.host.room == before


async def test_who_sends_what_is_wrong_in_thousands_of_places_is_told_little_and_soon_cut_off(
    served: Served, code: str
):
    """W11, W17: to find and list every mistake would take as long as hundreds of messages."""
    wrong = ",".join(f'"k{number:04}":0' for number in range(6_000))
    async with served.student(code) as page, served.seated(code, "Ada") as ada:
        await page.until("welcome")
        for _ in range(5):
            await page.socket.send(f'{{"type":"ping",{wrong}}}')
        told = await page.rest()
        await ada.send("ping")
        await ada.until("pong")

    assert {one["reason"] for one in told} == {"malformed", "abuse"}
    assert told[-1]["type"] == "bye" and len(told) < 5
    assert max(len(one["text"]) for one in told) < 100


RECORDED = (
    '{"type":"ping"}',
    '{"type":"suggest_name"}',
    '{"type":"answer","key":"key-0001","step":2,"answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":"key-0002","step":3,"answer":{"form":"picks","options":[0,2]}}',
    '{"type":"submit","key":"key-0003","step":9,"lap":0,"source":"def f():\\n    pass"}',
    '{"type":"save_draft","key":"key-0004","step":9,"lap":0,"mode":"code","source":"x = 1"}',
)


def mutated(random_: random.Random) -> bytes:
    """A message of a session with a few bytes changed, doubled, moved or left out."""
    text = bytearray(random_.choice(RECORDED).encode())
    for _ in range(random_.randint(1, 4)):
        at = random_.randrange(len(text) or 1)
        match random_.randrange(4):
            case 0:
                text[at : at + 1] = bytes([random_.randrange(32, 127)])
            case 1:
                del text[at : at + random_.randint(1, 5)]
            case 2:
                text[at:at] = text[at : at + random_.randint(1, 8)]
            case _:
                text[at:at] = random_.choice([b'"', b"{", b"}", b"\\u0000", b"1e999", b"null", b",", b"[]"])
    return bytes(text)


@pytest.mark.parametrize("count", [1_000, pytest.param(100_000, marks=pytest.mark.soak)])
async def test_no_mutated_message_breaks_anything(
    served: Served,
    live: LiveRoom,
    code: str,
    count: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    """W23: each is answered; no state changes in the lobby, and the log stays empty."""
    monkeypatch.setattr(talk, "MESSAGES_AT_ONCE", 2 * count)  # pings between them, too
    random_ = random.Random(23)
    async with served.seated(code, "Ada") as ada:
        before = live.host.room
        for start in range(0, count, 20):
            for _ in range(start, min(start + 20, count)):
                await ada.socket.send(mutated(random_).decode())
            await ada.send("ping")
            await ada.until("pong")
            ada.seen.clear()

    assert live.host.room == before
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


GREETING = (
    "{method} /ws/student HTTP/{http}\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: {version}\r\n{more}\r\n"
)
PLAIN = {"method": "GET", "http": "1.1", "version": "13", "more": ""}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, b"101"),
        ({"method": "HEAD"}, b"400"),
        ({"method": "POST"}, b"405"),
        ({"http": "1.0"}, b"400"),
        ({"version": "8"}, b"426"),
        ({"version": "12"}, b"426"),
        ({"version": ""}, b"426"),
        ({"version": "13\r\nSec-WebSocket-Version: 8"}, b"426"),
    ],
)
async def test_a_handshake_is_that_of_the_rfc_or_refused(
    served: Served, change: dict[str, str], status: bytes
):
    """RFC 6455, 4.2.1 and 4.4."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(GREETING.format(port=served.port, **{**PLAIN, **change}).encode())
    head = await reader.readuntil(b"\r\n\r\n")
    writer.close()

    assert head.split()[1] == status
    assert (b"Sec-WebSocket-Version: 13" in head) == (status == b"426")


@pytest.mark.parametrize("then", [b"", frame(PING) * 30, frame(TEXT, b'{"type":"ping"}') * 30])
async def test_who_vanishes_in_the_middle_of_the_greeting_leaves_no_word_in_the_log(
    served: Served, code: str, then: bytes, caplog: pytest.LogCaptureFixture
):
    """W23: a class that reloads its pages is no news."""
    for _ in range(30):
        _, writer = await asyncio.open_connection("127.0.0.1", served.port)
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # RST, no FIN
        writer.write(GREETING.format(port=served.port, **PLAIN).encode() + then)
        await writer.drain()
        writer.transport.abort()
    async with served.seated(code, "Ada") as ada:  # by now all of them have been read
        await ada.send("ping")
        await ada.until("pong")

    assert [record.getMessage() for record in caplog.records] == []


async def test_three_hundred_pages_drop_and_are_back_at_once(served: Served, live: LiveRoom, code: str):
    """W21, F11: nothing that was saved is lost, and few connections to Postgres suffice."""
    names = [f"Student {number}" for number in range(300)]
    tokens = [new_token() for _ in names]

    async def come(number: int) -> None:
        async with served.seated(code, names[number], tokens[number]) as page:
            page.socket.transport.abort()

    async def come_back(number: int) -> int:
        async with served.student(code, tokens[number]) as page:
            return int((await page.until("you"))["number"])

    await asyncio.gather(*map(come, range(300)))
    begun = time.monotonic()
    numbers = await asyncio.gather(*map(come_back, range(300)))

    assert time.monotonic() - begun < 20
    assert sorted(numbers) == list(range(1, 301))
    assert {p.name: p.number for p in live.host.room.active()} == dict(zip(names, numbers, strict=True))


async def test_who_is_not_in_the_phase_or_the_room_changes_nothing(served: Served, live: LiveRoom, code: str):
    """W18, A08: an answer before its question, after its close, to another step."""
    async with served.seated(code, "Ada") as ada:
        early = await ada.ask("answer", step=2, answer={"form": "pick", "option": 2})
        await live.host.ask(c.ShowStep(2))
        await live.host.ask(c.OpenQuestion(2))
        await live.host.ask(c.CloseQuestion(2))
        late = await ada.ask("answer", step=2, answer={"form": "pick", "option": 2})
        other = await ada.ask("answer", step=3, answer={"form": "picks", "options": [0]})

    assert [early["reason"], late["reason"], other["reason"]] == [
        "question_not_open",
        "time_is_up",
        "question_not_open",
    ]
    assert live.host.room.question_round(2).answers == {}


async def test_of_a_hundred_answers_to_one_question_the_first_one_counts(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    """A08, F13: right or wrong, each with a key of its own, over two pages at once."""
    monkeypatch.setattr(talk, "MESSAGES_AT_ONCE", 1000)
    token = new_token()
    async with served.seated(code, "Ada", token) as first, served.seated(code, "Bob"):
        await live.host.ask(c.ShowStep(2))
        await live.host.ask(c.OpenQuestion(2))
        await first.do("answer", step=2, answer={"form": "pick", "option": 1})
        async with served.student(code, token) as second:
            replies = []
            for start in range(0, 100, 20):
                keys = [f"key-a{number:05}" for number in range(start, start + 20)]
                for number, key in enumerate(keys):
                    await second.send(
                        "answer", key=key, step=2, answer={"form": "pick", "option": number % 3}
                    )
                replies += [await second.reply_to(key) for key in keys]
        await live.host.ask(c.RevealAnswer(2))

    assert [reply["reason"] for reply in replies] == ["already_answered"] * 100
    (answered,) = live.host.room.question_round(2).answers.values()
    assert answered.given.option == 1 and live.host.room.totals.get(live.host.room.active()[0].id, 0) == 0
