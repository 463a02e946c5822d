"""One simulated student: joins, thinks, answers, hands in code, and compares what comes back."""

import asyncio
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any

from schema.wire import student as w
from schema.wire.experiment import ExperimentScene
from schema.wire.shared import (
    Bye,
    Done,
    LeaderboardScene,
    PodiumScene,
    QuestionScene,
    RaceScene,
    Refused,
    Scene,
    SceneShown,
)
from server.rehearse.characters import Character, guess, predicted, trial
from server.rehearse.link import Link
from server.rehearse.seat import Seat, new_key
from server.rehearse.solutions import SOLUTIONS
from server.rehearse.tally import Tally

TRY_AGAIN_SECONDS = 1.0


class Student:
    """Use `play`; it ends with the lesson, or when the server sends this student away."""

    def __init__(self, link: Link, character: Character, tally: Tally, chance: Random) -> None:
        self._character = character
        self._tally = tally
        self._chance = chance
        self._seat = Seat(link, tally, self._see)
        self._welcome: w.Welcome | None = None
        self._scene: Scene | None = None
        self._paused = False
        self._you: w.You | None = None
        self._begun: set[int] = set()  # steps that this student has turned to
        self._saved: dict[int, w.AnswerValue] = {}
        self._predicted: dict[int, list[float]] = {}
        self._worth: dict[int, int] = {}  # step → points, as told at its reveal or with its verdicts
        self._unheard: set[int] = set()  # races whose last verdict this student has not heard
        self._news = asyncio.Condition()
        self._doing: set[asyncio.Task[None]] = set()
        self._over = asyncio.Event()

    async def play(self) -> None:
        """Raises whatever went wrong, when all is over."""
        line = asyncio.create_task(self._seat.hold())
        over = asyncio.create_task(self._over.wait())
        try:
            self._do(self._join())
            await asyncio.wait((line, over), return_when=asyncio.FIRST_COMPLETED)
            await self._seat.leave()
            await line
        finally:
            for task in (line, over, *self._doing):
                task.cancel()
            await asyncio.gather(line, over, *self._doing, return_exceptions=True)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._doing.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._doing.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._complain(repr(error))

    def _complain(self, text: str) -> None:
        name = self._you.name if self._you else "a student without a seat"
        self._tally.wrong.append(f"{name}: {text}")

    # What comes in.

    def _see(self, message: w.StudentGets) -> None:
        match message:
            case w.Welcome():
                self._welcomed(message)
            case SceneShown():
                self._scene, self._paused = message.scene, message.paused
                self._turn_to(message.scene)
            case w.You():
                self._compare(message)
                self._you = message
            case Bye():
                self._tally.sent_away[message.reason] += 1
        self._do(self._spread())

    async def _spread(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with self._news:
            await self._news.wait_for(holds)

    def _welcomed(self, welcome: w.Welcome) -> None:
        if self._you is not None:
            self._tally.comebacks += 1
            if not welcome.seated:
                self._complain("came back and had no seat any more")
        self._welcome = welcome

    def _turn_to(self, scene: Scene) -> None:
        self._tally.stage = _called(scene)
        if isinstance(scene, PodiumScene) and scene.ended and -1 not in self._begun:
            self._begun.add(-1)
            self._do(self._finish())
        if isinstance(scene, ExperimentScene):
            self._turn_to_experiment(scene)
        if not isinstance(scene, QuestionScene | RaceScene) or not self._may_begin(scene):
            return
        self._begun.add(scene.step)
        self._do(self._answer(scene) if isinstance(scene, QuestionScene) else self._race(scene))

    def _turn_to_experiment(self, scene: ExperimentScene) -> None:
        if self._character.answers and scene.state == "predicting" and scene.step not in self._begun:
            self._begun.add(scene.step)
            self._do(self._experiment(scene))

    def _may_begin(self, scene: QuestionScene | RaceScene) -> bool:
        return self._character.answers and scene.state == "open" and scene.step not in self._begun

    def _compare(self, you: w.You) -> None:
        """Own seat, own answers and own points must be as they were told before."""
        if self._you and (you.player, you.number) != (self._you.player, self._you.number):
            self._complain("came back to somebody else's seat")
        saved = self._saved.get(you.step) if you.step is not None else None
        if saved is not None and you.answer != saved:
            self._complain(f"the answer to step {you.step} was acknowledged as {saved}, and is {you.answer}")
        own = you.experiment
        if own is not None and own.prediction != self._predicted.get(own.step, own.prediction):
            said = self._predicted[own.step]
            self._complain(f"predicted {said} at step {own.step}, and has {own.prediction}")
        if you.step is not None and you.result is not None:
            self._worth[you.step] = you.result.points
        if you.race is not None:
            self._worth[you.race.step] = sum(attempt.points for attempt in you.race.attempts)

    # What is done.

    async def _join(self) -> None:
        await self._until(lambda: self._welcome is not None)
        assert self._welcome is not None
        reply = await self._sit_down(self._welcome.suggestion)
        for number in range(2, 100):
            if isinstance(reply, Done) or reply.reason != "name_taken":
                break
            reply = await self._sit_down(f"{self._welcome.suggestion[:16]} {number}")
        if isinstance(reply, Done):
            self._tally.joined += 1
        else:
            self._complain(f"could not join: {reply.text}")
            self._over.set()

    async def _sit_down(self, name: str) -> Done | Refused:
        return await self._seat.ask(w.Join(key=new_key(), name=name, token=self._seat.token))

    async def _answer(self, scene: QuestionScene) -> None:
        await asyncio.sleep(self._character.pause_seconds(scene.clock.remaining_ms, self._chance))
        value = guess(scene, self._chance)
        await self._until(lambda: not self._paused)
        if not self._is_open(scene.step):
            return
        reply = await self._click(w.Answer(key=new_key(), step=scene.step, answer=value))
        if isinstance(reply, Done):
            self._tally.acknowledged += 1
            self._saved[scene.step] = value
        else:
            self._tally.refused[reply.reason] += 1

    async def _click(self, message: w.Answer) -> Done | Refused:
        if self._character.drops:
            asyncio.get_running_loop().call_soon(self._seat.drop)
        if self._character.reloads:
            asyncio.get_running_loop().call_soon(self._reload)
        if self._character.double_clicks:
            self._tally.double_clicks += 1
            return await self._seat.ask(message, clicks=2)
        return await self._seat.ask(message)

    def _reload(self) -> None:
        """What a page knows of the stage it has from its own line."""
        self._tally.reloads += 1
        self._scene, self._paused = None, False
        self._seat.reload()

    def _is_open(self, step: int) -> bool:
        scene = self._scene
        return isinstance(scene, QuestionScene | RaceScene) and scene.step == step and scene.state == "open"

    async def _experiment(self, scene: ExperimentScene) -> None:
        """Predict, and run it as soon as it may be run."""
        numbers = predicted(scene, self._chance)
        if not await self._asked_for(w.Predict(key=new_key(), step=scene.step, numbers=numbers)):
            return
        self._predicted[scene.step] = numbers
        await self._until(lambda: self._may_try(scene.step))
        if run := trial(scene, new_key(), self._chance):
            self._tally.trials += await self._asked_for(run)

    async def _asked_for(self, message: w.Predict | w.AskTrial | w.ReportTrial) -> bool:
        reply = await self._seat.ask(message)
        if isinstance(reply, Refused):
            self._tally.refused[reply.reason] += 1
        return isinstance(reply, Done)

    def _may_try(self, step: int) -> bool:
        scene = self._scene
        return isinstance(scene, ExperimentScene) and (scene.step, scene.state) == (step, "running")

    async def _race(self, scene: RaceScene) -> None:
        """The starter first, which is wrong; then, from some, a right solution."""
        if scene.off:
            return
        sources = [scene.laps[0].starter]
        if self._character.solves and scene.challenge in SOLUTIONS:
            sources.append(SOLUTIONS[scene.challenge])
        for source in sources:
            await asyncio.sleep(self._character.pause_seconds(scene.clock.remaining_ms, self._chance) / 4)
            if not await self._submit(scene.step, source):
                return

    async def _submit(self, step: int, source: str) -> bool:
        """Waits for the verdict, too.  False: no more is taken."""
        while self._is_open(step):
            await self._until(lambda: not self._paused)
            reply = await self._seat.ask(w.Submit(key=new_key(), step=step, lap=0, source=source))
            if isinstance(reply, Done):
                await self._hear_the_verdict(step)
                return True
            self._tally.refused[reply.reason] += 1
            if reply.reason != "too_soon":
                return False
            await asyncio.sleep(TRY_AGAIN_SECONDS)
        return False

    async def _hear_the_verdict(self, step: int) -> None:
        """Unless the class turns to something else before."""
        self._unheard.add(step)
        await self._until(lambda: not self._waiting(step))
        race = self._you.race if self._you else None
        if race is not None and race.step == step:
            self._unheard.discard(step)
            self._tally.verdicts[race.attempts[-1].verdict or race.attempts[-1].state] += 1

    def _waiting(self, step: int) -> bool:
        race = self._you.race if self._you else None
        return race is not None and race.step == step and race.attempts[-1].state == "waiting"

    async def _finish(self) -> None:
        """The lesson has ended: the last points, and whether they are the sum of their parts."""
        await self._seat.catch_up()
        you, scene = self._you, self._scene
        if you is not None:
            self._tally.points += you.points
        if you is not None and not self._unheard:  # else the last verdict may come at any moment
            self._add_up(you, scene)
        self._tally.finished += 1
        self._over.set()

    def _add_up(self, you: w.You, scene: Scene | None) -> None:
        if self._saved.keys() <= self._worth.keys() and you.points != sum(self._worth.values()):
            self._complain(f"has {you.points} points, but earned {sum(self._worth.values())}")
        rows = scene.rows if isinstance(scene, PodiumScene | LeaderboardScene) else []
        told = [(row.points, row.rank) for row in rows if row.player == you.player]
        if told and told != [(you.points, you.rank)]:
            self._complain(f"has {you.points} points, rank {you.rank}; the podium says {told[0]}")


def _called(scene: Scene) -> str:
    match scene:
        case QuestionScene():
            return f"question {scene.number} of {scene.of} {scene.state}"
        case RaceScene():
            return f"race {scene.state}"
        case PodiumScene(ended=True):
            return "the end"
        case _:
            return scene.kind
