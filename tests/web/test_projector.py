"""The projector: it shows the way in and the stage, and nothing that is not for all eyes."""

from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest

from schema.wire.base import PROTOCOL
from server.live.hall import LiveRoom
from server.room import commands as c
from server.room.outside import StoreUnavailable
from server.web.watchers import Watchers
from tests.live.classes import all_done
from tests.room.stories import FIRST_QUESTION, PODIUM_STEP, RACE_STEP
from tests.serving import Served


async def test_the_projector_shows_the_way_in(served: Served, code: str):
    async with served.projector(code) as page:
        welcome = await page.next()

    assert (welcome["room"], welcome["join_url"]) == (code, f"{served.url}/{code}")
    assert "://" not in welcome["short_url"] and welcome["qr_svg"].startswith("<svg")


async def test_a_projector_of_no_room_is_sent_away(served: Served):
    async with served.projector("NOROOM") as page:
        assert (await page.bye())["reason"] == "unknown_room"


async def key_of(served: Served, code: str) -> str:
    return served.services.links(code).projector_url.partition("?key=")[2]


async def cookie_from(served: Served, code: str, key: str) -> str | None:
    """What a browser is given that opens the projector's link."""
    async with aiohttp.ClientSession(served.url) as browser:
        async with browser.get(f"/projector/{code}?key={key}", allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (302, f"/projector/{code}")
            return response.headers.get("Set-Cookie")


async def shown(served: Served, code: str, cookie: str | None) -> dict[str, Any]:
    """The first thing that a projector is told which shows this cookie."""
    async with served.page("projector", **({"Cookie": cookie.split(";")[0]} if cookie else {})) as page:
        await page.send("hello", protocol=PROTOCOL, room=code)
        return await page.next()


async def test_a_locked_room_is_there_for_who_has_its_link_and_for_the_instructor(
    served: Served, live: LiveRoom, code: str
):
    """A02: to a stranger it is as if it were not, and so is its link to another room."""
    other = (await served.room()).host.room.code
    cookie = await cookie_from(served, code, await key_of(served, code))
    assert cookie is not None
    assert {"HttpOnly", "SameSite=Strict", "Path=/ws/projector"} <= set(cookie.split("; "))
    for room in (code, other):
        await served.hall.find(room).host.ask(c.LockRoom(True))

    assert (await shown(served, code, cookie))["room"] == code
    assert (await shown(served, f"{code[:3].lower()}-{code[3:]}", cookie))["room"] == code
    assert (await shown(served, other, await served.cookie()))["room"] == other
    strangers = [await shown(served, *them) for them in ((code, None), ("NOROOM", None), (other, cookie))]
    assert {stranger["reason"] for stranger in strangers} == {"unknown_room"}
    assert strangers[0] == strangers[1] == strangers[2]


async def test_an_open_room_is_there_for_whoever_has_its_code(served: Served, code: str):
    assert (await shown(served, code, None))["room"] == code


async def test_a_wrong_key_opens_nothing(served: Served, code: str):
    other = (await served.room()).host.room.code

    for key in ("", "A" * 43, "\u00e9", await key_of(served, other)):
        assert await cookie_from(served, code, key) is None


async def test_the_link_is_good_while_wrong_codes_are_tried(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    cookie = await cookie_from(served, code, await key_of(served, code))
    monkeypatch.setattr(served.services.guesses, "allowed", lambda *_: False)

    assert (await shown(served, code, cookie))["type"] == "welcome"
    assert (await shown(served, code, None))["reason"] == "abuse"


def test_who_has_no_link_makes_room_first_and_of_equals_the_oldest():
    watchers, gone = Watchers(per_room_max=3), []

    def page(name: str):
        return lambda bye: gone.append(name)

    pages = {name: page(name) for name in ("link1", "a", "link2", "b", "c", "link3", "link4")}
    for name, leave in pages.items():
        watchers.enter("CDFGHJ", leave, has_link=name.startswith("link"))
    watchers.enter("OTHERS", page("elsewhere"), has_link=False)
    watchers.forget("CDFGHJ", pages["link4"])
    watchers.forget("CDFGHJ", pages["link4"])
    watchers.enter("CDFGHJ", page("d"), has_link=False)

    assert gone == ["a", "b", "c", "link1"]


async def test_one_student_fills_no_room_with_projectors(
    served: Served, code: str, monkeypatch: pytest.MonkeyPatch
):
    """W16: the instructor's stays, and so does the one that has the link."""
    monkeypatch.setattr(served.services, "watchers", Watchers(per_room_max=2))
    link = await cookie_from(served, code, await key_of(served, code))
    cookies = (await served.cookie(), (link or "").split(";")[0])
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(served.page("projector", Cookie=one)) for one in cookies]
        pages += [await stack.enter_async_context(served.page("projector")) for _ in range(3)]
        for page in pages:
            await page.send("hello", protocol=PROTOCOL, room=code)
            await page.until("scene")
        assert [(await page.bye())["reason"] for page in pages[2:4]] == ["abuse", "abuse"]
        for page in (*pages[:2], pages[4]):
            await page.send("ping")
            await page.until("pong")


async def test_the_consoles_own_projector_of_a_locked_room_waits_for_the_database_and_comes_back(
    served: Served, code: str, monkeypatch: pytest.MonkeyPatch
):
    """After a restart no session is remembered.  To a room that never was the answer is the same."""
    cookie = await served.cookie()
    async with served.console(code) as console:
        await console.do("lock_room", locked=True)

    async def away(_: object) -> bool:
        raise StoreUnavailable("the database does not answer")

    with monkeypatch.context() as trouble:
        trouble.setattr(served.services.remembered, "check", away)
        byes = []
        for room in (code, "CCCCCC"):
            async with served.page("projector", Cookie=cookie) as page:
                await page.send("hello", protocol=PROTOCOL, room=room)
                byes.append(await page.bye())
    async with served.page("projector", Cookie=cookie) as page:
        await page.send("hello", protocol=PROTOCOL, room=code)
        await page.until("scene")

    assert byes[0] == byes[1] and byes[0]["come_back"]


async def test_names_arrive_in_the_lobby(served: Served, code: str):
    async with served.projector(code) as page:
        async with served.seated(code, "Ada"), served.seated(code, "Bob"):
            scene = await page.until("scene", lambda m: len(m["scene"]["starters"]) == 2)

    assert [starter["name"] for starter in scene["scene"]["starters"]] == ["Ada", "Bob"]


async def test_an_answer_moves_the_counter_and_not_the_scene(served: Served, live: LiveRoom, code: str):
    async with served.projector(code) as page:
        async with served.seated(code, "Ada") as ada, served.seated(code, "Bob") as bob:
            await page.until("scene", lambda m: len(m["scene"]["starters"]) == 2)
            await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
            await page.until("counted", lambda m: (m["answered"], m["of"]) == (0, 2))
            await bob.send("ping")
            await bob.until("pong")
            quiet = len(bob.seen)
            await ada.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 2})
            counted = await page.next()
            await bob.send("ping")
            await bob.until("pong")

    assert (counted["type"], counted["answered"], counted["of"]) == ("counted", 1, 2)
    assert [frame["type"] for frame in bob.seen[quiet:]] == ["pong"]


async def test_a_projector_that_comes_back_sees_where_the_class_is(served: Served, live: LiveRoom, code: str):
    async with served.seated(code, "Ada"):
        for step, kind in ((0, "slide"), (1, "terms"), (RACE_STEP, "race"), (PODIUM_STEP, "podium")):
            await live.host.ask(c.ShowStep(step))
            async with served.projector(code) as page:
                assert (await page.scene())["kind"] == kind


async def test_two_rooms_at_once_show_each_its_own(served: Served, live: LiveRoom, code: str):
    other = await served.room()
    async with served.projector(code) as here, served.projector(other.host.room.code) as there:
        async with served.seated(code, "Ada"), served.seated(other.host.room.code, "Bob") as bob:
            for room in (live, other):
                await all_done(room.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
            await bob.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 2})
            await there.scene(kind="question", state="closed")
            await live.host.ask(c.Pause())
            await here.until("scene", lambda m: m["paused"])

    assert {frame["answered"] for frame in here.seen if frame["type"] == "counted"} == {0}
    assert "Bob" not in str(here.seen) and "Ada" not in str(there.seen)
