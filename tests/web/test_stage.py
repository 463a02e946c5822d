"""What one student's doing costs everybody else: nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from server.live.hall import LiveRoom
from server.room import commands as c
from server.room import standings as places
from server.room.standings import standings
from server.room.state import Room
from server.room.view import SceneView
from server.room.view_student import YouView
from server.web import screens, seats
from server.web.connection import Connection, Frame, show_to_all
from server.web.pieces import Pieces
from tests.live.classes import all_done
from tests.room.stories import FIRST_QUESTION, RACE_STEP
from tests.serving import Page, Served

RIGHT = {"form": "pick", "option": 2}


@asynccontextmanager
async def class_of(served: Served, code: str, students: int) -> AsyncIterator[list[Page]]:
    async with AsyncExitStack() as stack:
        seats = [served.seated(code, f"Student {number}") for number in range(students)]
        yield [await stack.enter_async_context(seat) for seat in seats]


async def heard(page: Page) -> list[str]:
    """What a page has been told by now."""
    await page.send("ping")
    await page.until("pong")
    return [message["type"] for message in page.seen if message["type"] != "pong"]


async def frames_of_a_question(served: Served, students: int) -> list[str]:
    """What one of so many students is told while a question is shown, answered by all, and revealed."""
    live = await served.room()
    async with class_of(served, live.host.room.code, students) as pages:
        before = len(await heard(pages[0]))
        await all_done(live.host, [c.ShowStep(FIRST_QUESTION)])
        await all_done(live.host, [c.OpenQuestion(FIRST_QUESTION)])
        await asyncio.gather(*(page.do("answer", step=FIRST_QUESTION, answer=RIGHT) for page in pages))
        await live.host.ask(c.RevealAnswer(FIRST_QUESTION))
        await pages[0].until("you", lambda you: you["result"] is not None)
        return (await heard(pages[0]))[before:]


async def test_a_question_brings_each_student_as_many_messages_in_a_large_class_as_in_a_small_one(
    served: Served,
):
    small, large = await frames_of_a_question(served, 2), await frames_of_a_question(served, 20)

    assert sorted(small) == sorted(large)
    assert len(large) <= 12


async def test_who_comes_and_who_answers_is_no_news_to_other_students(
    served: Served, live: LiveRoom, code: str
):
    async with served.seated(code, "Ada") as ada:
        before = await heard(ada)
        async with class_of(served, code, 10) as pages:
            assert await heard(ada) == before
            await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
            await ada.scene(state="open")
            before = await heard(ada)
            await asyncio.gather(*(page.do("answer", step=FIRST_QUESTION, answer=RIGHT) for page in pages))
            assert await heard(ada) == before


@pytest.mark.parametrize(
    ("step", "open_it", "times"), [(FIRST_QUESTION, c.OpenQuestion, 1), (RACE_STEP, c.OpenRace, 2)]
)
async def test_a_scene_is_encoded_once_for_all_and_again_where_the_stage_shows_more(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch, step, open_it, times
):
    encoded: list[SceneView] = []
    scene = Pieces.scene

    def noted(pieces: Pieces, room: Room, view: SceneView, code_off: str, now: float) -> bytes:
        encoded.append(view)
        return scene(pieces, room, view, code_off, now)

    monkeypatch.setattr(screens, "SCENE_SECONDS", 60)  # however long this machine takes
    monkeypatch.setattr(seats, "AT_ONCE", 4)
    students = 10
    async with served.projector(code) as projector, class_of(served, code, students) as pages:
        await projector.until("scene", lambda m: len(m["scene"]["starters"]) == students)
        await live.host.ask(c.ShowStep(step))
        for page in pages:
            await page.scene(state="ready")
        monkeypatch.setattr(Pieces, "scene", noted)
        await live.host.ask(open_it(step))
        for page in pages:
            await page.scene(state="open")

    assert len(encoded) == times


async def test_an_answer_makes_one_students_view_and_nobody_elses(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    made: list[str] = []
    you = Pieces.you

    def noted(pieces: Pieces, room: Room, view: YouView, *rest: Any) -> bytes:
        made.append(view.player.name)
        return you(pieces, room, view, *rest)

    async with class_of(served, code, 5) as pages:
        await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
        for page in pages:
            await page.scene(state="open")
        monkeypatch.setattr(Pieces, "you", noted)
        for page in pages[:3]:
            await page.do("answer", step=FIRST_QUESTION, answer=RIGHT)

    assert made == [page.last("you")["name"] for page in pages[:3]]


async def test_news_that_was_overtaken_before_it_was_sent_is_not_sent(
    served: Served, live: LiveRoom, code: str
):
    async with class_of(served, code, 5) as pages:
        before = [await heard(page) for page in pages]
        for _ in range(5):
            served.services.stages[code].show_isolation()
        after = [await heard(page) for page in pages]

    assert after == [[*seen, "scene"] for seen in before]


async def test_between_a_hundred_students_and_the_next_others_have_their_turn(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    order: list[str] = []

    def noted(connections: Iterable[Connection], slot: str, text: Frame) -> None:
        told = list(connections)
        order.extend("told" for _ in told)
        show_to_all(told, slot, text)

    monkeypatch.setattr(seats, "AT_ONCE", 10)
    async with class_of(served, code, 25):
        monkeypatch.setattr(seats, "show_to_all", noted)
        served.services.stages[code].show_isolation()
        for _ in range(4):
            await asyncio.sleep(0)
            order.append("turn")

    told = "".join("." if each == "told" else "|" for each in order).split("|")
    assert [len(part) for part in told if part] == [10, 10, 5]


async def test_what_follows_from_an_answer_is_seen_before_it_is_called_done(
    served: Served, live: LiveRoom, code: str
):
    async with served.seated(code, "Ada") as ada:
        await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
        await ada.scene(state="open")
        await heard(ada)
        before = len(ada.seen)
        await ada.do("answer", step=FIRST_QUESTION, answer=RIGHT)
        scene, you, done = ada.seen[before:]

    assert (scene["type"], scene["scene"]["state"]) == ("scene", "closed")
    assert (you["type"], you["answer"], done["type"]) == ("you", RIGHT, "done")


async def test_an_answer_sorts_no_board_and_a_reveal_sorts_it_once(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    sorted_boards = []

    def counted(room):
        sorted_boards.append(room)
        return standings(room)

    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob") as bob:
        await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
        monkeypatch.setattr(places, "standings", counted)
        for page in (ada, bob):
            await page.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 2})
        for_answers = len(sorted_boards)
        await live.host.ask(c.RevealAnswer(FIRST_QUESTION))
        for page in (ada, bob):
            await page.until("you", lambda you: you["points"] > 0)

    assert (for_answers, len(sorted_boards)) == (0, 1)


async def test_every_student_is_told_their_own_rank_after_every_change(
    served: Served, live: LiveRoom, code: str
):
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob") as bob:
        await all_done(live.host, [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)])
        await ada.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 0})
        await bob.do("answer", step=FIRST_QUESTION, answer={"form": "pick", "option": 2})
        await live.host.ask(c.RevealAnswer(FIRST_QUESTION))
        behind = await ada.until("you", lambda you: you["result"] is not None)
        await live.host.ask(c.RemovePlayer(bob.last("you")["player"]))
        await live.host.ask(c.ShowLeaderboard())
        alone = await ada.until("you", lambda you: you["of"] == 1)

    assert (behind["rank"], behind["of"]) == (2, 2)
    assert (alone["rank"], [row["name"] for row in alone["neighbours"]]) == (1, ["Ada"])
