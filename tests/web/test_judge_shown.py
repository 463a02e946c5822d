"""What pages are told of the judge: whose turn it is, and how submissions are confined."""

from server.live.hall import LiveRoom
from server.room import commands as c
from server.room.outside import Isolation
from server.web.console import tell_isolation
from tests.fakes import JudgeByHand
from tests.live.classes import all_done
from tests.room.stories import LOST, RACE_STEP
from tests.serving import Served, new_token


async def open_race(live: LiveRoom) -> None:
    await all_done(live.host, [c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP)])


async def test_the_place_in_line_follows_a_submission_to_the_student_and_the_console(
    served: Served, live: LiveRoom, code: str, judge: JudgeByHand
):
    token = new_token()
    async with served.console(code) as console:
        async with served.seated(code, "Ada", token) as ada:
            await open_race(live)
            await ada.do("submit", step=RACE_STEP, lap=0, source="x = 1")
            job = await judge.jobs.get()
            job.on_place(3)
            third = await ada.until("turn")
            waiting = await console.until("judge", lambda m: m["waiting"] == 1)
            job.on_place(2)
            await ada.until("turn", lambda m: m["place"] == 2)
        async with served.student(code, token) as back:
            again = await back.until("turn")
            job.on_place(0)
            running = await back.until("turn", lambda m: m["place"] == 0)
            await console.until("judge", lambda m: m["waiting"] == 0)
            job.verdict.set_result(LOST)
            await back.until("you", lambda m: m["race"]["attempts"][0]["state"] == "judged")

    assert (third["step"], third["attempt"], third["place"]) == (RACE_STEP, 1, 3)
    assert (again["place"], running["attempt"]) == (2, 1)
    assert waiting["off"] == ""


async def test_when_the_sandbox_sinks_every_page_hears_it_and_again_when_it_is_back(
    served: Served, live: LiveRoom, code: str
):
    sunk = Isolation("off", "Code steps are switched off; the quiz works.", "the filter is gone")
    back = Isolation("isolated", "All is well.")
    async with served.console(code) as console, served.seated(code, "Ada") as ada:
        await open_race(live)
        for now in (sunk, back):
            served.services.isolation = lambda now=now: now
            tell_isolation(served.services)
            await ada.until("scene", lambda m, now=now: m["scene"].get("off") == now.off)
            await console.until("welcome", lambda m, now=now: m["code_off"] == now.off)
            await console.until("judge", lambda m, now=now: (m["level"], m["off"]) == (now.level, now.off))
