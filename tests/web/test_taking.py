"""What students take along: the glossary, and a summary that is nobody else's."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from server.live.hall import LiveRoom
from server.room import commands as c
from server.room.events import PlayerId
from server.web.links import own_path
from tests.live.classes import all_done
from tests.room.stories import (
    ADA,
    BOB,
    FIRST_QUESTION,
    LOST,
    PODIUM_STEP,
    RACE_STEP,
    RIGHT,
    WRONG,
    answer,
    join,
    submit,
)
from tests.serving import Served


@pytest.fixture
async def browser(served: Served) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(served.url) as session:
        yield session


async def played(live: LiveRoom) -> None:
    """Ada is wrong and loses money, Bob is right."""
    await all_done(
        live.host,
        [
            *(join(ADA, "Ada"), join(BOB, "Bob"), c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)),
            *(answer(ADA, WRONG), answer(BOB, RIGHT), c.RevealAnswer(FIRST_QUESTION)),
            *(c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP), submit(ADA, "mine")),
            *(c.GiveVerdict(ADA, RACE_STEP, 1, LOST), c.CloseRace(RACE_STEP), c.ShowStep(PODIUM_STEP)),
        ],
    )


def address(live: LiveRoom, player: PlayerId) -> str:
    return own_path("summary", live.host.room, live.host.room.players[player])


async def fetched(browser: aiohttp.ClientSession, path: str):
    async with browser.get(path) as response:
        return response.status, await response.text()


async def test_a_summary_has_the_students_own_lesson_and_nobody_elses(
    live: LiveRoom, browser: aiohttp.ClientSession
):
    await played(live)

    status, text = await fetched(browser, f"{address(live, ADA)}.json")

    summary = json.loads(text)
    assert (status, summary["name"], summary["rank"], summary["of"]) == (200, "Ada", 2, 2)
    (question,), (race,) = summary["questions"], summary["races"]
    assert (question["answer"], question["right_label"], question["mark"]) == (
        {"form": "pick", "option": 0},
        "C",
        "wrong",
    )
    assert (race["source"], [attempt["verdict"] for attempt in race["attempts"]]) == ("mine", ["lost_update"])
    assert "Bob" not in text


async def test_the_link_comes_with_the_end_of_the_lesson(served: Served, live: LiveRoom, code: str):
    async with served.seated(code, "Ada") as page:
        await all_done(live.host, [c.ShowStep(PODIUM_STEP)])
        told = await page.until("you", lambda m: m["summary_url"] != "")

    assert [frame["summary_url"] for frame in page.seen if frame["type"] == "you"][:-1] in ([], [""])
    assert told["summary_url"] == own_path("summary", live.host.room, live.host.room.players[told["player"]])


async def test_a_summary_outlives_its_room(
    served: Served, live: LiveRoom, code: str, browser: aiohttp.ClientSession
):
    await played(live)
    await all_done(live.host, [c.EndLesson()])
    path = f"{address(live, ADA)}.json"
    before = await fetched(browser, path)
    del served.hall._rooms[code]  # as after a restart, which brings back only rooms that still run

    assert await fetched(browser, path) == before


async def test_nobody_gets_a_summary_by_guessing(live: LiveRoom, code: str, browser: aiohttp.ClientSession):
    await played(live)
    token = address(live, ADA).rpartition("/")[2]
    wrong = token[:12] + token[:11:-1]

    known, unknown = [await fetched(browser, f"/summary/{room}/{wrong}.json") for room in (code, "CDFGHJ")]
    assert known == unknown
    assert known[0] == 404
    others = await fetched(browser, f"/summary/{code}/{BOB}{token[12:]}.json")
    assert others[0] == 404
    statuses = [
        (await fetched(browser, f"/summary/{code}/{number:012}{wrong[12:]}.json"))[0] for number in range(70)
    ]
    assert statuses[-1] == 429


async def test_a_stranger_pays_the_same_for_a_room_that_runs_has_ended_or_never_was(
    served: Served, live: LiveRoom, code: str, browser: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
):
    """A02: an address that does not prove itself is answered before anything is looked at."""
    await played(live)
    token = address(live, ADA).rpartition("/")[2]
    wrong = f"{ADA}{token[12:][::-1]}"
    looked: list[str] = []
    monkeypatch.setattr(served.hall, "find", looked.append)
    monkeypatch.setattr(served.hall._journal, "read", looked.append)

    answers = [
        await fetched(browser, f"/{what}/{room}/{wrong}{end}")
        for room in (code, "CDFGHJ")
        for what, end in (("summary", ".json"), ("glossary", ""))
    ]

    assert len(set(answers)) == 1 and answers[0][0] == 404
    assert looked == []


async def test_who_was_removed_takes_nothing_along(live: LiveRoom, browser: aiohttp.ClientSession):
    await played(live)
    await live.host.ask(c.RemovePlayer(ADA))

    assert (await fetched(browser, f"{address(live, ADA)}.json"))[0] == 404


async def test_a_glossary_is_fetched_once_by_who_has_a_seat(
    served: Served, code: str, browser: aiohttp.ClientSession
):
    async with served.student(code) as stranger:
        assert (await stranger.until("welcome"))["glossary_url"] == ""
    async with served.seated(code, "Ada") as page:
        path = page.last("welcome")["glossary_url"]
    async with browser.get(path) as response:
        glossary = await response.json()

    assert response.headers["Cache-Control"] == "private, max-age=86400"
    assert [term["term"] for term in glossary["terms"]] == ["thread"]
