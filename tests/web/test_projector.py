"""The projector: it shows the way in and the stage, and nothing that is not for all eyes."""

from server.live.hall import LiveRoom
from server.room import commands as c
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
