"""What every socket holds to: hello first, text only, within limits, and a reason at the end."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from schema.wire.base import FRAME_BYTES_MAX, PROTOCOL
from server.live.hall import LiveRoom
from server.web import talk
from tests.serving import Served, new_token

VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just("key-0001")


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(inner, max_size=3) | st.dictionaries(
        st.text(max_size=3) | st.just("key"), inner, max_size=3
    )


async def test_a_socket_that_says_nothing_is_closed(served: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(talk, "HELLO_SECONDS_MAX", 0.1)

    async with served.page("student") as page:
        bye = await page.bye()

    assert (bye["reason"], bye["come_back"]) == ("abuse", True)
    assert page.socket.close_code == 1008


def test_five_seconds_are_enough_to_say_hello():
    assert talk.HELLO_SECONDS_MAX == 5.0


@pytest.mark.parametrize("role", ["student", "projector"])
@pytest.mark.parametrize("first", ["ping", "join", "open_room"])
async def test_anything_but_hello_first_ends_the_talk(served: Served, role: str, first: str):
    async with served.page(role) as page:
        await page.send(first)
        bye = await page.bye()

    assert bye["reason"] == "abuse"


async def test_an_old_page_reloads_itself(served: Served, code: str):
    """X11."""
    async with served.page("projector") as page:
        await page.send("hello", protocol=PROTOCOL + 1, room=code)
        bye = await page.bye()

    assert (bye["reason"], bye["come_back"]) == ("reload", True)


UNREADABLE = (
    "",
    "{",
    "null",
    "[]",
    '"ping"',
    "{}",
    '{"type":"no such thing"}',
    '{"type":"ping","more":1}',
    '{"type":"answer"}',
    '{"type":"answer","key":"x","step":2,"answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":7,"step":2,"answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":["key-0001"],"step":2,"answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":"key-0001\\n","step":"2","answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":"key-0001","key":"key-0002","step":2,"answer":{"form":"pick","option":0}}',
    '{"type":"answer","step":2,"answer":{"key":"key-0001","form":"pick","option":0}}',
    '{"type":"answer","key":"key-0001","step":"2","answer":{"form":"pick","option":0}',
    '[["key","key-0001"],["type","answer"]]',
    '{"type":"answer","key":"key-0001","step":' + "9" * 5000 + "}",
    "[" * 30000,
    '{"a":' * 5000,
    '{"key":"key-0001","a":' + "[" * 30000 + "]" * 30000 + "}",
)
UNREADABLE_BUT_FOR_ITS_KEY = (
    '{"key":"key-0001"}',
    '{"type":"no such thing","key":"key-0001"}',
    '{"type":"ping","key":"key-0001"}',
    '{"type":"answer","key":"key-0001","step":"2","answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":"key-0001","step":2,"answer":{"form":"pick","option":true}}',
    '{"type":"answer","key":"key-0001","step":2,"answer":{"form":"figure","number":NaN}}',
    '{"type":"answer","key":"key-0001","step":2,"answer":{"form":"figure","number":1e400}}',
    '{"type":"answer","key":"key-0001","step":2,"points":9999,"answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":"key-0001","step":2,"at":0,"answer":{"form":"pick","option":0}}',
    '{"type":"answer","key":"key-0001","step":2,"step":3,"answer":{"form":"pick","option":0}}',
    '{"type":"submit","key":"key-0001","step":9,"source":"\\u0000"}',
    '{"type":"submit","key":"key-0001","step":9,"source":"\\ud800"}',
    '{"type":"submit","key":"key-0001","step":9,"source":"' + "x" * 17000 + '"}',
)


async def test_what_cannot_be_read_is_refused_and_the_talk_goes_on(served: Served, code: str):
    async with served.student(code) as page:
        for frame in UNREADABLE:
            await page.socket.send(frame)
            refused = await page.reply_to(None)
            assert (refused["reason"], refused["retry"]) == ("malformed", False), frame[:80]
        await page.send("ping")
        await page.until("pong")


async def test_a_request_that_cannot_be_read_is_refused_by_its_key_so_that_it_is_not_sent_for_ever(
    served: Served, code: str
):
    async with served.student(code) as page:
        for frame in UNREADABLE_BUT_FOR_ITS_KEY:
            await page.socket.send(frame)
            refused = await page.until("refused")
            found = (refused["key"], refused["reason"], refused["retry"])
            assert found == ("key-0001", "malformed", False), frame[:80]


@given(st.text(max_size=300) | st.recursive(VALUES, nested, max_leaves=20).map(json.dumps))
def test_looking_for_a_key_never_fails(text: str):
    key = talk.key_in(text)

    assert key is None or key in text


async def test_binary_frames_are_not_spoken_here(served: Served, code: str):
    async with served.student(code) as page:
        await page.socket.send(b'{"type":"ping"}')
        await page.rest()

    assert page.socket.close_code == 1003


async def test_a_frame_that_is_too_large_ends_the_talk(served: Served, code: str):
    async with served.student(code) as page:
        await page.socket.send(json.dumps({"type": "ping", "more": "x" * FRAME_BYTES_MAX}))
        await page.rest()

    assert page.socket.close_code == 1009


async def test_a_flood_ends_the_talk_and_the_room_goes_on(served: Served, live: LiveRoom, code: str):
    async with served.student(code) as flood, served.seated(code, "Ada") as ada:
        for _ in range(talk.MESSAGES_AT_ONCE + 20):
            await flood.send("suggest_name")
        bye = await flood.bye()
        await ada.send("ping")
        await ada.until("pong")

    assert bye["reason"] in ("abuse", "slow")


async def test_a_quick_student_is_no_flood(served: Served, code: str):
    async with served.student(code) as page:
        for _ in range(talk.MESSAGES_AT_ONCE - 5):
            await page.send("ping")
        await page.do("join", name="Ada", token=new_token())


async def test_hello_again_changes_nothing(served: Served, live: LiveRoom, code: str):
    other = await served.room()
    async with served.seated(code, "Ada") as page:
        await page.send("hello", protocol=PROTOCOL, room=other.host.room.code, token=None)
        await page.send("ping")
        await page.until("pong")

    assert len(live.host.room.players) == 1 and other.host.room.players == {}


async def test_a_page_that_vanishes_without_a_word_is_seen_to_be_gone(served: Served, code: str):
    async with served.console(code) as console, served.seated(code, "Ada") as ada:
        await console.until("roster", lambda r: [line["online"] for line in r["players"]] == [True])
        ada.socket.transport.abort()
        await console.until("roster", lambda r: [line["online"] for line in r["players"]] == [False])

        assert len(served.services.connections) == 1


async def test_the_server_says_goodbye_when_it_stops(served: Served, code: str):
    async with served.seated(code, "Ada") as ada, served.projector(code) as projector:
        async with served.console(code) as console:
            for page in (projector, console):
                await page.until("scene")
            stopping = asyncio.create_task(served.runner.cleanup())
            byes = [await page.bye() for page in (ada, projector, console)]
            with pytest.raises(ConnectionClosed):
                await ada.next()
            await stopping

    assert {(bye["reason"], bye["come_back"]) for bye in byes} == {("stopping", True)}
    assert ada.socket.close_code == 1012
