"""Submissions on their way to a verdict: started after their commit, again after a restart, never lost."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from server.live.host import Change, Host, RoomClosed
from server.live.ports import Judge
from server.room.commands import Command, GiveVerdict, Supersede
from server.room.events import CodeSubmitted, PlayerId
from server.room.outside import JudgeUnavailable, StoreUnavailable, Superseded

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
RETRY_SECONDS_MAX = 30.0


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a submission stands.  Nobody writes it down: after a restart there is a new queue."""

    step: int
    attempt: int
    place: int | None  # 1 is next, 0 is being judged; None: the judge restarts, and takes it up again


class Judging:
    """Watches one room and brings every submission in it to its verdict.

    A judge that cannot judge means *not judged yet*: it is tried again, and no verdict is made up.
    """

    def __init__(self, host: Host, judge: Judge) -> None:
        self.trouble = ""  # for the instructor; empty when all is well
        self._host = host
        self._judge = judge
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns: dict[PlayerId, Turn] = {}
        self._watchers: list[Callable[[PlayerId], None]] = []
        host.watch(self._on_change)

    def pick_up(self) -> None:
        """Start what a former server left without a verdict."""
        for step in self._host.room.rounds:
            for player, attempts in self._host.room.race_round(step).attempts.items():
                for index, attempt in enumerate(attempts):
                    if attempt.waiting:
                        self._start(step, player, index + 1, attempt.source, attempt.lap)

    def watch(self, show: Callable[[PlayerId], None]) -> None:
        """Call `show` whenever a student's turn has changed.  It must not block or raise."""
        self._watchers.append(show)

    def turn(self, player: PlayerId) -> Turn | None:
        """Where the student's newest submission stands, None if it needs no turn any more."""
        return self._turns.get(player)

    @property
    def waiting(self) -> int:
        """How many students of this room wait for their turn."""
        return sum(turn.place != 0 for turn in self._turns.values())

    async def stop(self) -> None:
        """Let go of all of them; their submissions stay without verdict until the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_change(self, change: Change) -> None:
        for event in change.events:
            if isinstance(event, CodeSubmitted):
                self._start(event.step, event.player, event.attempt, event.source, event.lap)

    def _start(self, step: int, player: PlayerId, attempt: int, source: str, lap: int) -> None:
        task = asyncio.create_task(self._bring(step, player, attempt, source, lap))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _bring(self, step: int, player: PlayerId, attempt: int, source: str, lap: int) -> None:
        command = await self._verdict(step, player, attempt, source, lap)
        await self._hand_in(command)
        self._leave(player, step, attempt)

    async def _hand_in(self, command: Command) -> None:
        while True:
            try:
                await self._host.ask(command)
                return
            except StoreUnavailable:
                await asyncio.sleep(RETRY_SECONDS)
            except RoomClosed:
                return  # judged again after the restart

    async def _verdict(self, step: int, player: PlayerId, attempt: int, source: str, lap: int) -> Command:
        room, wait = self._host.room, RETRY_SECONDS
        race = room.race(step)
        assert race is not None, "code is submitted only in a race"
        while True:
            try:
                judged = await self._judge.judge(
                    student=f"{room.code}/{player}",
                    challenge=f"{room.plan.slug}/{race.laps[lap].challenge}",
                    source=source,
                    on_place=partial(self._place, player, step, attempt),
                )
                self._say("")
                return GiveVerdict(player, step, attempt, judged)
            except Superseded:
                return Supersede(player, step, attempt)
            except JudgeUnavailable as why:
                log.warning("room %s: not judged yet: %s", room.code, why)
            except Exception:
                log.exception("room %s: the judge made a mistake; trying again", room.code)
            self._place(player, step, attempt, None)
            self._say("The judge is restarting. Submissions wait and will be judged.")
            await asyncio.sleep(wait)
            if len(self._host.room.race_round(step).attempts[player]) > attempt:
                return Supersede(player, step, attempt)  # asked again, it would take the newer one's turn
            wait = min(RETRY_SECONDS_MAX, 2 * wait)

    def _place(self, player: PlayerId, step: int, attempt: int, place: int | None) -> None:
        """The newest submission is the one that a student waits for."""
        known = self._turns.get(player)
        if known is None or (known.step, known.attempt) <= (step, attempt):
            self._turns[player] = Turn(step, attempt, place)
            self._tell(player)

    def _leave(self, player: PlayerId, step: int, attempt: int) -> None:
        known = self._turns.get(player)
        if known is not None and (known.step, known.attempt) == (step, attempt):
            del self._turns[player]
            self._tell(player)

    def _tell(self, player: PlayerId) -> None:
        for show in self._watchers:
            show(player)

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._host.say()
