"""A student's page: joining, coming back, answering, racing."""

import asyncio

import pytest

from server.live.hall import LiveRoom
from server.room import commands as c
from server.room.events import PlayerId
from server.store.pool import Pool
from tests.fakes import JudgeByHand
from tests.live.classes import all_done, until
from tests.room.stories import (
    ACCEPTED,
    FIRST_QUESTION,
    FORMS,
    LOST,
    PODIUM_STEP,
    RACE_STEP,
)
from tests.serving import Page, Served, new_key, new_token

RIGHT = {"form": "pick", "option": 2}
EVERY_FORM = {
    "single": RIGHT,
    "multiple": {"form": "picks", "options": [2, 0]},
    "truefalse": {"form": "pick", "option": 1},
    "numeric": {"form": "figure", "number": 6.25},
    "text": {"form": "words", "text": "Data  Race"},
    "ordering": {"form": "order", "options": [2, 0, 1]},
    "matching": {"form": "pairs", "options": [1, 0, 1]},
    "poll": {"form": "pick", "option": 0},
}


def player(live: LiveRoom, number: int = 1) -> PlayerId:
    return live.host.room.active()[number - 1].id


async def open_question(live: LiveRoom, step: int = FIRST_QUESTION) -> None:
    await all_done(live.host, [c.ShowStep(step), c.OpenQuestion(step)])


async def open_race(live: LiveRoom) -> None:
    await all_done(live.host, [c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP)])


async def answer(page: Page, value: dict = RIGHT, step: int = FIRST_QUESTION, **fields: str) -> dict:
    return await page.ask("answer", step=step, answer=value, **fields)


async def test_hello_welcomes_and_suggests_a_name(served: Served, code: str):
    async with served.student(code.lower()) as page:
        welcome = await page.next()
        await page.send("suggest_name")
        other = await page.until("suggestion")

    assert (welcome["room"], welcome["lesson"], welcome["seated"]) == (code, "A small lesson", False)
    assert welcome["suggestion"] and other["name"]


@pytest.mark.parametrize("spelled", ["{0} {1}", "{0}-{1}", " {0}{1}"])
async def test_a_code_may_be_typed_as_people_do(served: Served, code: str, spelled: str):
    async with served.student(spelled.format(code[:3].lower(), code[3:])) as page:
        assert (await page.next())["room"] == code


async def test_a_room_that_does_not_exist_says_so(served: Served):
    async with served.student("NOROOM") as page:
        bye = await page.bye()

    assert (bye["reason"], bye["come_back"]) == ("unknown_room", False)


async def test_joining_gives_a_seat_and_a_number(served: Served, live: LiveRoom, code: str):
    async with served.student(code) as page:
        await page.do("join", name="  Ada   L. ", token=new_token())
        you = page.last("you")

    assert (you["name"], you["number"], you["points"], you["rank"], you["of"]) == ("Ada L.", 1, 0, 1, 1)
    assert you["player"] == player(live)


async def test_joining_again_with_one_token_is_joining_once(served: Served, live: LiveRoom, code: str):
    token = new_token()
    async with served.student(code) as first, served.student(code) as second:
        for page in (first, first, second):
            await page.do("join", name="Ada", token=token)
        await first.bye()

    assert len(live.host.room.players) == 1


async def test_one_page_gets_one_seat(served: Served, live: LiveRoom, code: str):
    async with served.seated(code, "Ada") as page:
        refused = await page.ask("join", name="Bob", token=new_token())

    assert refused["reason"] == "seated" and len(live.host.room.players) == 1


async def test_of_many_who_want_one_name_at_one_instant_one_gets_it(
    served: Served, live: LiveRoom, code: str
):
    """B09."""

    async def wants_it(name: str) -> str:
        async with served.student(code) as page:
            return str((await page.ask("join", name=name, token=new_token())).get("reason", "done"))

    replies = await asyncio.gather(*map(wants_it, ["Kim", "kim", "KIM ", "K1m", "Kïm", "kim"]))

    assert sorted(replies).count("done") == len(live.host.room.active())
    assert replies.count("name_taken") >= 4


@pytest.mark.parametrize("name", ["", "   ", "x" * 21, "admin", "sh1t", "a\u202eb", "z\u0351\u0352\u0353"])
async def test_a_name_that_cannot_be_is_refused_kindly(served: Served, live: LiveRoom, code: str, name: str):
    async with served.student(code) as page:
        refused = await page.ask("join", name=name, token=new_token())

    assert refused["reason"] == "name" and refused["text"].endswith(".")
    assert live.host.room.players == {}


async def test_a_name_is_text_and_nothing_else(served: Served, code: str):
    async with served.projector(code) as projector, served.seated(code, "<img onerror=x>") as page:
        lobby = await projector.scene(starters=[])
        lobby = (await projector.until("scene", lambda m: m["scene"]["starters"]))["scene"]

    assert page.last("you")["name"] == "<img onerror=x>" == lobby["starters"][0]["name"]


async def test_a_locked_room_lets_back_in_who_has_a_seat(served: Served, live: LiveRoom, code: str):
    token = new_token()
    async with served.seated(code, "Ada", token):
        pass
    async with served.student(code) as early:
        await early.until("welcome")
        await live.host.ask(c.LockRoom(True))
        refused = await early.ask("join", name="Eve", token=new_token())

    async with served.student(code, token) as ada:
        assert (await ada.next())["seated"]
    assert refused["reason"] == "room_locked"


PHASES = {
    "lobby": [],
    "slide": [c.ShowStep(0)],
    "question ready": [c.ShowStep(FIRST_QUESTION)],
    "question open": [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION)],
    "paused": [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION), c.Pause()],
    "closed": [c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION), c.CloseQuestion(FIRST_QUESTION)],
    "revealed": [
        *(c.ShowStep(FIRST_QUESTION), c.OpenQuestion(FIRST_QUESTION), c.CloseQuestion(FIRST_QUESTION)),
        c.RevealAnswer(FIRST_QUESTION),
    ],
    "board": [c.ShowStep(0), c.ShowLeaderboard()],
    "race": [c.ShowStep(RACE_STEP), c.OpenRace(RACE_STEP)],
    "podium": [c.ShowStep(PODIUM_STEP)],
}


async def test_a_student_may_join_in_every_phase_and_sees_what_the_class_sees(served: Served):
    """B05."""
    for moves in PHASES.values():
        live = await served.room()
        async with served.seated(live.host.room.code, "First") as first:
            await all_done(live.host, moves)
            async with served.seated(live.host.room.code, "Late") as late:
                shown = _still(late.last("scene"))
                if moves:
                    await first.until("scene", lambda m, shown=shown: _still(m) == shown)

        assert late.last("you")["number"] == 2


def _still(message: dict) -> dict:
    """The scene, but for its running clock."""
    return {**message["scene"], "clock": None}


async def test_a_verdict_after_the_end_is_on_the_podium_of_students_too(
    served: Served, live: LiveRoom, code: str, judge: JudgeByHand
):
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob") as bob:
        await open_race(live)
        await ada.do("submit", step=RACE_STEP, lap=0, source="pass")
        job = await judge.jobs.get()
        await live.host.ask(c.EndLesson())
        await bob.scene(kind="podium")
        job.verdict.set_result(ACCEPTED)
        podium = await bob.until("scene", lambda m: m["scene"]["rows"][0]["points"] > 0)

    assert [row["name"] for row in podium["scene"]["rows"]] == ["Ada", "Bob"]


@pytest.mark.parametrize("question", FORMS, ids=lambda question: question.form)
async def test_an_answer_of_each_form_is_kept_and_shown_back(
    served: Served, live: LiveRoom, code: str, question
):
    step = FIRST_QUESTION + FORMS.index(question)
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob"):
        await open_question(live, step)
        reply = await answer(ada, EVERY_FORM[question.form], step)
        mine = ada.last("you")
        await all_done(live.host, [c.CloseQuestion(step), c.RevealAnswer(step)])
        told = await ada.until("you", lambda you: you["result"] is not None)

    assert reply["type"] == "done" and mine["step"] == step
    assert mine["answer"]["form"] == EVERY_FORM[question.form]["form"]
    assert told["result"]["mark"] == ("poll" if question.form == "poll" else "right")
    assert told["points"] == told["result"]["points"]


async def test_a_double_click_and_a_retry_are_one_answer(
    served: Served, live: LiveRoom, code: str, database_url: str
):
    """F13, B03."""
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob"):
        await open_question(live)
        key = new_key()
        for _ in range(3):
            await ada.send("answer", key=key, step=FIRST_QUESTION, answer=RIGHT)
        replies = [await ada.reply_to(key) for _ in range(3)]
        second_thought = await answer(ada, {"form": "pick", "option": 0})
        other_answer = await answer(ada, {"form": "pick", "option": 0}, key=key)
    pool = await Pool.connect(database_url)
    rows = await pool.value("SELECT count(*) FROM answer")
    await pool.close()

    assert [reply["type"] for reply in replies] == ["done"] * 3
    assert (second_thought["reason"], other_answer["reason"]) == ("already_answered", "key_reused")
    assert rows == 1


async def test_who_has_no_seat_cannot_answer_submit_or_save(served: Served, live: LiveRoom, code: str):
    async with served.seated(code, "Ada"), served.student(code) as stranger:
        await open_question(live)
        replies = [
            await answer(stranger),
            await stranger.ask("submit", step=RACE_STEP, lap=0, source="pass"),
            await stranger.ask("save_draft", step=RACE_STEP, lap=0, mode="code", source="pass"),
            await stranger.ask("open_hint", step=RACE_STEP, lap=0, hint=0),
        ]

    assert {reply["reason"] for reply in replies} == {"not_seated"}


async def test_a_reload_in_mid_question_finds_seat_answer_and_time(served: Served, live: LiveRoom, code: str):
    """B07."""
    token = new_token()
    async with served.seated(code, "Bob"):
        async with served.seated(code, "Ada", token) as ada:
            await open_question(live)
            await answer(ada)
            before = ada.last("you")
        for _ in range(2):  # twice in a row, as impatient people do
            async with served.student(code, token) as again:
                welcome = await again.next()
                you = await again.until("you")
                scene = await again.scene(kind="question")

    assert welcome["seated"] and you == before
    assert scene["state"] == "open" and 0 < scene["clock"]["remaining_ms"] <= 20_000


async def test_the_newest_tab_wins_and_the_old_one_is_told(served: Served, live: LiveRoom, code: str):
    """W19."""
    token = new_token()
    async with served.seated(code, "Ada", token) as old, served.student(code, token) as new:
        bye = await old.bye()
        await old.rest()
        await new.until("you")
        await open_question(live)
        reply = await answer(new)
        online = live.audience.online(player(live))

    assert (bye["reason"], bye["come_back"]) == ("replaced", False)
    assert old.socket.close_code == 4001
    assert reply["type"] == "done" and online


async def test_who_was_removed_is_told_and_does_not_come_back(served: Served, live: LiveRoom, code: str):
    """A06."""
    token = new_token()
    async with served.seated(code, "Ada", token) as ada, served.seated(code, "Bob"):
        await live.host.ask(c.RemovePlayer(player(live)))
        first = await ada.bye()
        async with served.student(code, token) as again:
            second = await again.bye()

    assert [bye["reason"] for bye in (first, second)] == ["removed", "removed"]


async def test_a_verdict_reaches_the_student_the_projector_and_nobody_else(
    served: Served, live: LiveRoom, code: str, judge: JudgeByHand
):
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob") as bob:
        async with served.projector(code) as projector:
            await open_race(live)
            await ada.do("submit", step=RACE_STEP, lap=0, source="mine = 1")
            assert ada.last("you")["race"]["attempts"][0]["state"] == "waiting"
            job = await judge.jobs.get()
            job.verdict.set_result(LOST)
            told = await ada.until("you", lambda you: you["race"]["attempts"][0]["state"] == "judged")
            lanes = (await projector.until("scene", _has_verdict))["scene"]["lanes"]
        await bob.send("ping")
        await bob.until("pong")

    attempt = told["race"]["attempts"][0]
    assert (attempt["verdict"], attempt["line"], attempt["points"]) == ("lost_update", 4, 0)
    assert told["race"]["laps"][0]["draft"] == "mine = 1"
    assert [lane["attempts"] for lane in lanes] == [[{"verdict": "lost_update", "lost": 30}], []]
    assert not [frame for frame in bob.seen if "mine" in str(frame)]


def _has_verdict(message: dict) -> bool:
    return message["scene"]["kind"] == "race" and any(lane["attempts"] for lane in message["scene"]["lanes"])


async def test_a_student_is_removed_while_their_verdict_is_in_flight(
    served: Served, live: LiveRoom, code: str, judge: JudgeByHand
):
    """B06."""
    async with served.seated(code, "Ada") as ada, served.projector(code) as projector:
        async with served.seated(code, "Bob"):
            await open_race(live)
            await ada.do("submit", step=RACE_STEP, lap=0, source="pass")
            job = await judge.jobs.get()
            gone = player(live)
            await live.host.ask(c.RemovePlayer(gone))
            job.verdict.set_result(ACCEPTED)
            await until(live.host, lambda room: not room.race_round(RACE_STEP).attempts[gone][0].waiting)
            bye = await ada.bye()
            scene = await projector.until("scene", lambda m: len(m["scene"].get("lanes", [])) == 1)

    assert bye["reason"] == "removed"
    assert [lane["name"] for lane in scene["scene"]["lanes"]] == ["Bob"]
    assert live.host.room.totals.get(gone, 0) == 0


async def test_a_hint_is_sent_only_to_who_has_opened_it(served: Served, live: LiveRoom, code: str):
    token = new_token()
    async with served.seated(code, "Ada", token) as ada, served.seated(code, "Bob") as bob:
        await open_race(live)
        scene = await ada.scene(kind="race", state="open")
        await ada.do("open_hint", step=RACE_STEP, lap=0, hint=0)
        await ada.do("open_hint", step=RACE_STEP, lap=0, hint=0)
        too_far = await ada.ask("open_hint", step=RACE_STEP, lap=0, hint=1)
        await bob.send("ping")
        await bob.until("pong")
    async with served.student(code, token) as again:
        you = await again.until("you")

    assert (scene["laps"][0]["hints"], scene["laps"][0]["hint_price"]) == (1, 50)
    assert scene["laps"][0]["hints_html"] == []
    assert you["race"]["laps"][0]["hints_html"] == ["<p>Look.</p>\n"]
    assert too_far["reason"] == "no_such_hint"
    assert not [frame for frame in bob.seen if "Look." in str(frame)]


async def test_a_draft_is_there_on_the_next_page(served: Served, live: LiveRoom, code: str):
    token = new_token()
    async with served.seated(code, "Ada", token) as ada:
        await open_race(live)
        await ada.do("save_draft", step=RACE_STEP, lap=0, mode="code", source="x = 1")
        await ada.do("save_draft", step=RACE_STEP, lap=0, mode="code", source="x = 2")
        nowhere = await ada.ask("save_draft", step=0, lap=0, mode="code", source="x")
    async with served.student(code, token) as again:
        you = await again.until("you")

    assert you["race"]["laps"][0]["draft"] == "x = 2"
    assert nowhere["reason"] == "race_not_open"


async def test_a_renamed_student_sees_the_new_name(served: Served, live: LiveRoom, code: str):
    async with served.seated(code, "Ada") as ada:
        await live.host.ask(c.RenamePlayer(player(live), "Eva", "eva"))
        you = await ada.until("you", lambda you: you["name"] == "Eva")

    assert you["number"] == 1


async def test_late_words_about_a_question_hit_no_other_one(served: Served, live: LiveRoom, code: str):
    """W20."""
    async with served.seated(code, "Ada") as ada, served.seated(code, "Bob"):
        await open_question(live)
        await all_done(live.host, [c.CloseQuestion(FIRST_QUESTION)])
        await open_question(live, FIRST_QUESTION + 2)
        late = await answer(ada)

    assert late["reason"] == "time_is_up"
    assert live.host.room.question_round(FIRST_QUESTION + 2).answers == {}
