"""Who may say what: every message there is, tried by every role.  A new message cannot be forgotten."""

import contextlib
import json
from typing import Any

import pytest
from pydantic import BaseModel
from websockets.exceptions import ConnectionClosed

from schema.generate.files import AUDIENCES, ROOT
from schema.generate.vocabulary import members
from schema.wire.base import PROTOCOL
from server.live.hall import LiveRoom
from server.room.refusals import Refusal
from server.web import talk
from server.web.access import CONSOLE_COOKIE
from tests.serving import Page, Served, new_key

OUR_OWN_REASONS = {"name", "no_such_lesson", "unknown_room", "no_such_player", "seated"}
ANSWERS = {"suggest_name": "suggestion", "ping": "pong"}


def sends(role: str) -> dict[str, type[BaseModel]]:
    return {model.model_fields["type"].default: model for model in members(AUDIENCES[role][1])}


def example(role: str, name: str) -> dict[str, Any]:
    message = json.loads((ROOT / "schema" / "examples" / role / f"{name}.json").read_text())
    return {**message, "key": new_key()} if "key" in message else message


def foreign_to(role: str) -> list[tuple[str, str]]:
    """Messages of the other roles that this one does not have."""
    return [(other, name) for other in AUDIENCES for name in sends(other) if name not in sends(role)]


async def greeted(served: Served, role: str, code: str, page: Page) -> None:
    hello = {"student": {"token": None}, "projector": {}, "console": {}}[role]
    await page.send("hello", protocol=PROTOCOL, room=code, **hello)
    await page.until("scene" if role != "student" else "welcome")


@pytest.mark.parametrize("role", AUDIENCES)
async def test_what_belongs_to_another_role_is_refused_and_changes_nothing(
    served: Served, live: LiveRoom, code: str, role: str, monkeypatch: pytest.MonkeyPatch
):
    """A01, B11."""
    monkeypatch.setattr(talk, "MESSAGES_AT_ONCE", 1000)  # nobody sends that fast
    before = live.host.room
    headers = {"Cookie": await served.cookie()} if role == "console" else {}
    async with served.page(role, **headers) as page:
        await greeted(served, role, code, page)
        for other, name in foreign_to(role):
            message = example(other, name)
            await page.send(**_as_arguments(message))
            assert (await page.reply_to(message.get("key")))["reason"] == "malformed", name

    assert foreign_to(role) != []
    assert live.host.room == before and served.hall.rooms() == [live]


def _as_arguments(message: dict[str, Any]) -> dict[str, Any]:
    fields = dict(message)
    return {"type_": fields.pop("type"), **fields}


@pytest.mark.parametrize("role", AUDIENCES)
async def test_what_belongs_to_a_role_is_understood(served: Served, code: str, role: str):
    headers = {"Cookie": await served.cookie()} if role == "console" else {}
    reasons = {refusal.reason for refusal in Refusal} | OUR_OWN_REASONS
    async with served.page(role, **headers) as page:
        await greeted(served, role, code, page)
        for name in sends(role).keys() - {"hello"}:
            message = example(role, name)
            await page.send(**_as_arguments(message))
            if name in ANSWERS:
                await page.until(ANSWERS[name])
            else:
                reply = await page.reply_to(message["key"])
                assert reply["type"] == "done" or reply["reason"] in reasons, reply


@pytest.mark.parametrize("cookie", [None, "", "x", "0" * 43])
async def test_without_its_cookie_a_console_is_sent_away_whatever_it_says(
    served: Served, live: LiveRoom, code: str, cookie: str | None
):
    """Everything is said at once, before the server can answer."""
    headers = {} if cookie is None else {"Cookie": f"{CONSOLE_COOKIE}={cookie}"}
    async with served.page("console", **headers) as page:
        with contextlib.suppress(ConnectionClosed):
            await page.send("hello", protocol=PROTOCOL, room=code)
            await page.send("open_room", key=new_key(), lesson="small", series="")
            await page.send("end_lesson", key=new_key())
        frames = await page.rest()

    assert [(frame["type"], frame.get("reason")) for frame in frames] == [("bye", "not_allowed")]
    assert frames[0]["come_back"] is False
    assert served.hall.rooms() == [live] and not live.host.room.ended


async def test_a_seat_token_does_not_open_the_console(served: Served, code: str):
    token = "A" * 43
    async with served.seated(code, "Ada", token):
        async with served.page("console", Cookie=f"{CONSOLE_COOKIE}={token}") as page:
            bye = await page.bye()

    assert bye["reason"] == "not_allowed"


async def test_a_student_speaks_only_for_their_own_seat(served: Served, live: LiveRoom, code: str):
    """A07, B10."""
    async with served.seated(code, "Ada"), served.seated(code, "Bob") as bob:
        ada = live.host.room.active()[0].id
        refused = await bob.ask("answer", step=2, player=ada, answer={"form": "pick", "option": 0})

    assert refused["reason"] == "malformed" and "player" in refused["text"]
