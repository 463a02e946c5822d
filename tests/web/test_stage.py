"""What one student's doing costs everybody else: nothing."""

import pytest

from server.live.hall import LiveRoom
from server.room import commands as c
from server.room import standings as places
from server.room.standings import standings
from tests.live.classes import all_done
from tests.room.stories import FIRST_QUESTION
from tests.serving import Served


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
