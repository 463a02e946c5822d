"""The instructor's console: rooms, the lesson, students, and what only the instructor may know."""

import pytest

from server.live.hall import LiveRoom
from server.room import commands as c
from server.web import talk
from tests.fakes import JudgeByHand
from tests.live.classes import all_done
from tests.room.stories import FIRST_QUESTION, LOST, RACE_STEP
from tests.serving import Page, Served, new_key

RIGHT = {"form": "pick", "option": 2}


async def settled(console: Page) -> None:
    await console.send("ping")
    await console.until("pong")


async def test_a_console_is_shown_lessons_and_rooms(served: Served, code: str):
    async with served.console(None) as console:
        welcome = await console.next()

    assert [lesson["slug"] for lesson in welcome["lessons"]] == ["small"]
    assert [(room["room"], room["state"], room["players"]) for room in welcome["rooms"]] == [
        (code, "lobby", 0)
    ]


async def test_a_room_is_opened_once_however_often_the_request_is_sent(served: Served):
    key = new_key()
    async with served.console(None) as console, served.console(None) as other:
        for _ in range(3):
            await console.do("open_room", key=key, lesson="small", series="CS 7")
        desk = console.last("desk")
        listed = await other.until("welcome", lambda m: len(m["rooms"]) == 1)

    assert len(served.hall.rooms()) == 1
    assert (desk["room"], desk["series"]) == (listed["rooms"][0]["room"], "CS 7")
    assert desk["join_url"] == f"{served.url}/{desk['room']}" and "<svg" in desk["qr_svg"]


async def test_an_unknown_lesson_and_an_unknown_room_are_refused(served: Served):
    async with served.console(None) as console:
        replies = [
            await console.ask("open_room", lesson="none", series=""),
            await console.ask("watch_room", room="NOROOM"),
        ]

    assert [reply["reason"] for reply in replies] == ["no_such_lesson", "unknown_room"]


async def test_without_a_room_there_is_nothing_to_ask_for(served: Served):
    async with served.console(None) as console:
        replies = [
            await console.ask("pause"),
            await console.ask("rename_player", player="0" * 12, name="Eva"),
        ]

    assert [reply["reason"] for reply in replies] == ["no_room", "no_room"]


async def test_the_whole_lesson_is_led_with_the_big_button(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(talk, "MESSAGES_AT_ONCE", 1000)  # nobody presses that fast
    async with served.seated(code, "Ada"), served.console(code) as console:
        await settled(console)
        while (move := console.last("desk")["main"]) is not None:
            asked = {name: move[name] for name in ("step", "at") if move[name] is not None}
            await console.do(move["request"], **asked)

    assert live.host.room.ended
    assert {round_.state for round_ in live.host.room.rounds.values()} == {"revealed", "closed"}


async def test_a_console_that_turns_to_another_room_hears_no_more_of_the_first(
    served: Served, live: LiveRoom, code: str
):
    other = await served.room()
    async with served.console(code) as console:
        await console.until("desk")
        await console.do("watch_room", room=other.host.room.code)
        seen = len(console.seen)
        await all_done(live.host, [c.ShowStep(0), c.LockRoom(True)])
        await console.do("lock_room", locked=False)

    assert other.host.room.code in {frame.get("room") for frame in console.seen}
    assert not [frame for frame in console.seen[seen:] if frame["type"] in ("desk", "scene")]
    assert live.host.room.locked and not other.host.room.locked


async def test_two_consoles_see_the_same(served: Served, code: str):
    async with served.console(code) as one, served.console(code) as other:
        await one.do("show_step", step=FIRST_QUESTION)
        await one.do("open_question", step=FIRST_QUESTION)
        desk = await other.until("desk", lambda d: d["main"]["request"] == "close_question")

    assert desk == one.last("desk")


async def test_a_press_from_before_the_class_was_led_elsewhere_is_refused_kindly(
    served: Served, live: LiveRoom, code: str
):
    async with served.console(code) as laptop, served.console(code) as phone:
        await phone.do("show_step", step=FIRST_QUESTION, seen="lobby")
        late = await laptop.ask("show_step", step=0, seen="lobby")
        await laptop.do("show_step", step=FIRST_QUESTION, seen="lobby")
        assert live.host.room.step == FIRST_QUESTION
        await laptop.do("show_step", step=0, seen=FIRST_QUESTION)

    assert (late["reason"], late["retry"]) == ("class_elsewhere", False)
    assert late["text"].startswith("The class is at another step by now")
    assert live.host.room.step == 0


async def test_a_question_goes_on_without_a_console(served: Served, live: LiveRoom, code: str):
    """B08."""
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob"):
        async with served.console(code) as console:
            await console.do("show_step", step=FIRST_QUESTION)
            await console.do("open_question", step=FIRST_QUESTION)
        reply = await ada.ask("answer", step=FIRST_QUESTION, answer=RIGHT)
        async with served.console(code) as console:
            counted = await console.until("counted")

    assert reply["type"] == "done"
    assert (counted["answered"], counted["of"]) == (1, 2)


async def test_what_is_being_answered_is_for_the_instructor_alone(served: Served, code: str):
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob") as bob:
        async with served.console(code) as console, served.projector(code) as projector:
            await console.do("show_step", step=FIRST_QUESTION)
            await console.do("open_question", step=FIRST_QUESTION)
            await ada.do("answer", step=FIRST_QUESTION, answer=RIGHT)
            live = await console.until("live_answers", lambda m: any(t["count"] for t in m["tallies"]))
            label = console.last("desk")["answer_label"]
            for page in (projector, bob):
                await page.send("ping")
                await page.until("pong")

    assert [tally["count"] for tally in live["tallies"]] == [0, 0, 1] and label == "C"
    kinds = {frame["type"] for page in (projector, bob) for frame in page.seen}
    assert not kinds & {"live_answers", "desk", "roster"}


async def test_a_student_is_renamed_and_removed(served: Served, live: LiveRoom, code: str):
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob"), served.console(code) as console:
        player = ada.last("you")["player"]
        bad = await console.ask("rename_player", player=player, name="")
        taken = await console.ask("rename_player", player=player, name="B0B")
        nobody = await console.ask("rename_player", player="0" * 12, name="Eva")
        await console.do("rename_player", player=player, name="Eva")
        roster = await console.until("roster", lambda r: r["players"][0]["name"] == "Eva")
        await console.do("remove_player", player=player)
        await console.until("roster", lambda r: len(r["players"]) == 1)

    assert [reply["reason"] for reply in (bad, taken, nobody)] == ["name", "name_taken", "no_such_player"]
    assert [line["online"] for line in roster["players"]] == [True, True]


async def test_more_time_is_given_once_for_one_request(served: Served, live: LiveRoom, code: str):
    key = new_key()
    async with served.seated(code, "Ada"), served.console(code) as console:
        await console.do("show_step", step=FIRST_QUESTION)
        await console.do("open_question", step=FIRST_QUESTION)
        await console.do("extend_time", seconds=30, key=key)
        await console.do("extend_time", seconds=30, key=key)

    assert live.host.room.question_round(FIRST_QUESTION).timer.seconds == 50


async def test_code_of_who_is_stuck_can_be_looked_at(
    served: Served, live: LiveRoom, code: str, judge: JudgeByHand
):
    async with served.seated(code, "Ada") as ada, served.console(code) as console:
        player = ada.last("you")["player"]
        none = await console.ask("submissions_asked", player=player)
        await all_done(live.host, [c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP)])
        await ada.do("submit", step=RACE_STEP, lap=0, source="mine = 1")
        (await judge.jobs.get()).verdict.set_result(LOST)
        await console.until("roster", lambda r: r["players"][0]["last_verdict"] == "lost_update")
        await console.do("submissions_asked", player=player)

    (seen,) = console.last("submissions")["submissions"]
    assert none["reason"] == "no_such_player"
    assert (seen["source"], seen["verdict"], seen["line"]) == ("mine = 1", "lost_update", 4)
    assert seen["challenge"] == "Safe transfer"


async def test_a_class_has_a_board_over_all_its_rooms(served: Served):
    async with served.console(None) as console:
        for _ in range(2):
            await console.do("open_room", lesson="small", series="CS 9")
            code = console.last("desk")["room"]
            async with served.seated(code, "Ada") as ada:
                await console.do("show_step", step=FIRST_QUESTION)
                await console.do("open_question", step=FIRST_QUESTION)
                await ada.do("answer", step=FIRST_QUESTION, answer=RIGHT)
                await console.do("end_lesson")
        await console.do("class_board_asked", series="CS 9")
        (row,) = console.last("class_board")["rows"]

    assert (row["name"], row["rooms"], row["rank"]) == ("Ada", 2, 1)
    assert row["points"] >= 2000


@pytest.mark.parametrize("asked", ["show_step", "open_question", "open_race"])
async def test_what_cannot_be_done_says_why(served: Served, code: str, asked: str):
    async with served.console(code) as console:
        refused = await console.ask(asked, step=99)

    assert refused["reason"] in ("no_such_step", "wrong_kind") and refused["text"].endswith(".")


async def test_the_console_is_told_of_trouble_and_of_its_end(served: Served, live: LiveRoom, code: str):
    async with served.console(code) as console:
        await console.until("trouble", lambda m: m["text"] == "")
        live.host.unsaved_since = live.host.now()
        live.host.say()
        told = await console.until("trouble")
        live.host.unsaved_since = None
        live.host.say()
        over = await console.until("trouble")

    assert "database" in told["text"] and over["text"] == ""


async def test_the_list_of_rooms_counts_who_is_in_each(served: Served, live: LiveRoom, code: str):
    """Also for a console that watches none of them."""
    async with served.console(None) as console:
        await console.until("welcome")
        async with served.seated(code, "Ada"), served.seated(code, "Bob"):
            await console.until("welcome", lambda w: [room["players"] for room in w["rooms"]] == [2])
        await live.host.ask(c.EndLesson())
        await console.until("welcome", lambda w: [room["state"] for room in w["rooms"]] == ["ended"])
