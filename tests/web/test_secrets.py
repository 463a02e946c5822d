"""What nobody may find: answers before they are revealed, tokens anywhere, other people's code."""

import contextlib
import hashlib
import json
import logging
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from websockets.exceptions import ConnectionClosed

from schema.wire.base import PROTOCOL
from server.live.hall import LiveRoom
from server.room import commands as c
from server.room.plan import Plan, Question
from server.web.access import CONSOLE_COOKIE
from tests.fakes import JudgeByText
from tests.live.classes import all_done
from tests.room.stories import RACE_STEP
from tests.serving import LESSON, Page, Served, new_key, new_token, serving

EXPLAINED, ANSWERED, NOTED = "canary-explanation", "canary-answer", "canary-notes"


def with_canaries() -> Plan:
    """The small lesson, with words in it that give away what is not out yet."""
    steps = []
    for index, step in enumerate(LESSON.steps):
        step = replace(step, notes_md=f"{NOTED}-{index}-")
        if isinstance(step, Question):
            accepted = (f"{ANSWERED}-{index}-",) if step.form == "text" else step.accepted
            step = replace(step, explanation_md=f"{EXPLAINED}-{index}-", accepted=accepted)
        steps.append(step)
    return replace(LESSON, steps=tuple(steps))


def recorded(page: Page) -> str:
    return json.dumps(page.seen)


async def drained(page: Page) -> None:
    await page.send("ping")
    await page.until("pong")


async def test_no_frame_tells_an_answer_before_its_reveal(database_url: str, tmp_path: Path):
    """A09: the traffic of students and projector, scanned at each moment for what must not be in it yet."""
    async with serving(database_url, JudgeByText(), tmp_path, with_canaries()) as served:
        live = await served.room()
        code = live.host.room.code
        async with served.seated(code, "Ada") as ada, served.projector(code) as projector:
            for step, planned in enumerate(live.host.room.plan.steps):
                await live.host.ask(c.ShowStep(step))
                if not isinstance(planned, Question):
                    continue
                await all_done(live.host, [c.OpenQuestion(step)])
                await live.host.ask(c.CloseQuestion(step))
                for page in (ada, projector):
                    await drained(page)
                    before = recorded(page)
                    assert f"{EXPLAINED}-{step}-" not in before and f"{ANSWERED}-{step}-" not in before
                    assert f"{EXPLAINED}-{step + 1}-" not in before
                    assert '"right": true' not in json.dumps(page.last("scene"))
                await live.host.ask(c.RevealAnswer(step))
                await drained(ada)
                assert f"{EXPLAINED}-{step}-" in recorded(ada)  # the scan finds what is there

            for page in (ada, projector):
                await drained(page)
                assert NOTED not in recorded(page)


async def test_a_students_code_goes_to_no_other_student_and_to_no_projector(
    served: Served, live: LiveRoom, code: str
):
    """A09."""
    await all_done(live.host, [c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP)])
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob") as bob:
        async with served.projector(code) as projector:
            await ada.do("submit", step=RACE_STEP, lap=0, source="canary_of_ada = 1")
            await ada.do("save_draft", step=RACE_STEP, lap=0, mode="code", source="canary_draft = 2")
            for page in (bob, projector):
                await drained(page)
                assert "canary" not in recorded(page)


async def test_tokens_are_in_no_log_no_page_no_frame_and_no_result(
    served: Served, live: LiveRoom, code: str, caplog: pytest.LogCaptureFixture
):
    """A04: the one-time key, the console's session and a seat, looked for everywhere."""
    caplog.set_level(logging.DEBUG)
    key, seat, seen = await served.database.sessions.new_key(), new_token(), []
    async with aiohttp.ClientSession(served.url, cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get("/console", params={"key": key}) as page:
            seen += [await page.text(), str(page.url), str(page.headers)]
        session = next(cookie.value for cookie in browser.cookie_jar if cookie.key == CONSOLE_COOKIE)
        async with served.seated(code, "Ada", seat) as ada, served.console(code) as console:
            await console.until("roster", lambda roster: len(roster["players"]) == 1)
            seen += [recorded(ada), recorded(console)]
        for path in (
            "/",
            f"/{code}",
            f"/projector/{code}",
            "/console",
            "/console?key=wrong",
            "/no/such",
            "/metrics",
        ):
            async with browser.get(path) as page:
                seen += [await page.text(), str({k: v for k, v in page.headers.items() if k != "Set-Cookie"})]
                assert page.headers["Referrer-Policy"] == "no-referrer"
        async with browser.get(f"/console/{code}/results.csv") as results:
            seen.append(await results.text())
    everything = "".join([*seen, caplog.text])

    assert all(len(secret) == 43 for secret in (key, session, seat))
    assert [secret for secret in (key, session, seat) if secret in everything] == []
    assert len({key, session, seat}) == 3  # A14: drawn, never chosen


async def test_the_database_holds_no_secret_that_opens_anything(served: Served, live: LiveRoom, code: str):
    """A04: every row of every table, for keys, sessions, seats and links; only their hashes are there."""
    key, unspent = [await served.database.sessions.new_key() for _ in range(2)]
    session = await served.database.sessions.redeem(key)
    seat, waiting = new_token(), new_token()
    async with served.seated(code, "Ada", seat):
        await live.host.ask(c.SetApproval(True))
        async with served.student(code) as eve:
            await eve.do("join", name="Eve", token=waiting)
    links = served.services.links(code)
    secrets = [key, unspent, session or "", seat, waiting, links.projector_url.partition("=")[2]]
    found = await _everything(served)

    assert all(len(secret) == 43 for secret in secrets)
    assert [secret for secret in secrets if secret in found] == []
    assert hashlib.sha256(seat.encode()).hexdigest() in found  # the scan finds what is there


async def _everything(served: Served) -> str:
    """All that the database holds, as text; what it holds in bytes also as that."""
    pool = served.database.sessions._pool
    tables = await pool.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    rows = [row for table in tables for row in await pool.fetch(f'SELECT * FROM "{table["tablename"]}"')]
    values = [value for row in rows for value in row.values()]
    return "\n".join(value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in values)


async def test_signing_out_closes_every_socket_of_that_browser_at_once(served: Served, code: str):
    """A12."""
    async with served.console(code) as first, served.console(code) as other:
        await first.do("sign_out", others=False)
        bye = await first.bye()
        await drained(other)

    assert (bye["reason"], bye["come_back"]) == ("not_allowed", False)


async def test_signing_out_the_others_leaves_this_one_and_revokes_open_links(served: Served, code: str):
    """A12: a device that went missing is a console no more, and neither is who finds its link."""
    cookie = await served.cookie()
    async with served.console(code) as mine, served.page("console", Cookie=cookie) as lost:
        await lost.send("hello", protocol=PROTOCOL, room=code)
        await lost.until("desk")
        link = await _device_link(mine)
        await mine.do("sign_out", others=True)
        bye = await lost.bye()
        await drained(mine)
    async with served.page("console", Cookie=cookie) as again:
        refused = await again.bye()
    async with aiohttp.ClientSession() as browser, browser.get(link, allow_redirects=False) as response:
        revoked = response.status

    assert bye["reason"] == refused["reason"] == "not_allowed" and revoked == 403


async def test_a_console_that_says_hello_after_it_was_signed_out_is_none(served: Served, code: str):
    """A12: a socket that was opened before, and kept silent."""
    cookie = await served.cookie()
    async with served.console(code) as mine, served.page("console", Cookie=cookie) as silent:
        await mine.do("sign_out", others=True)
        bye = await silent.bye()
    assert bye["reason"] == "not_allowed"

    session, remembered = (await served.cookie()).partition("=")[2], served.services.remembered
    await remembered.check(session)
    assert remembered.knows(session)
    await remembered.end(session)
    assert not remembered.knows(session)


async def _device_link(console: Page) -> str:
    await console.send("device_asked", key=new_key())
    return str((await console.until("device_link"))["url"])


async def test_one_more_device_becomes_a_console_once_and_both_work(
    served: Served, live: LiveRoom, code: str
):
    """A03: assist or take over; the first console's loss stops nothing."""
    async with served.console(code) as first:
        link = await _device_link(first)
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
            async with browser.get(link, allow_redirects=False) as response:
                cookie = response.headers["Set-Cookie"].split(";")[0]
        async with aiohttp.ClientSession() as thief, thief.get(link, allow_redirects=False) as response:
            assert response.status == 403
        async with served.page("console", Cookie=cookie) as second:
            await second.send("hello", protocol=PROTOCOL, room=code)
            await first.do("show_step", step=2)
            await second.do("open_question", step=2)
            first.socket.transport.abort()
            with contextlib.suppress(ConnectionClosed):
                await first.next()
            await second.do("close_question", step=2)

    assert live.host.room.question_round(2).state == "closed"


@pytest.mark.parametrize("token", ["A" * 43, "zq" * 21 + "z"])
async def test_a_seat_that_was_never_given_is_nobodys(served: Served, live: LiveRoom, code: str, token: str):
    """A10: forged, expired, or of another server; the page joins anew, and nothing else comes of it."""
    async with served.seated(code, "Ada"), served.student(code, token) as stranger:
        welcome = await stranger.until("welcome")
        refused = await stranger.ask("answer", step=2, answer={"form": "pick", "option": 0})

    assert not welcome["seated"] and refused["reason"] == "not_seated"
    assert len(live.host.room.players) == 1
