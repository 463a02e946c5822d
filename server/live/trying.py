"""Experiments on their way to a result: runs that students ask for, and what is measured for a class."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from server.live.host import Change, Host, RoomClosed
from server.live.ports import Laboratory
from server.room import events as e
from server.room.commands import Command, GiveMeasured, GiveTrial
from server.room.events import PlayerId
from server.room.experiments import RUNS_ON
from server.room.outside import JudgeUnavailable, StoreUnavailable

log = logging.getLogger(__name__)

RETRY_SECONDS = 1.0
FAILED = "Something went wrong on the server. Run it again."


class ClosedLaboratory:
    """Implements `server.live.ports.Laboratory` where nothing can be run."""

    async def trial(self, *, student: str, source: str, seed: str) -> tuple[float, ...]:
        raise JudgeUnavailable("Nothing can be run on this server.")

    async def measure(self) -> tuple[e.Measured, ...]:
        raise JudgeUnavailable("Nothing can be measured on this server.")


class Trying:
    """Watches one room and brings what its experiments run to its end, or says why there is none."""

    def __init__(self, host: Host, laboratory: Laboratory) -> None:
        self._host = host
        self._laboratory = laboratory
        self._tasks: set[asyncio.Task[None]] = set()
        host.watch(self._on_change)

    def pick_up(self) -> None:
        """Start what a former server left without a result."""
        for step, round_ in self._host.room.experiments.items():
            for player, trials in round_.trials.items():
                for number, trial in enumerate(trials, start=1):
                    if trial.waiting:
                        self._start(self._run(step, player, number))
            if round_.state in ("running", "compared") and not (round_.measured or round_.why):
                self._measure_if_due(step)

    async def stop(self) -> None:
        """Let go of all of them; they are started again with the next server."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_change(self, change: Change) -> None:
        for event in change.events:
            match event:
                case e.TrialAsked(step, player, trial):
                    self._start(self._run(step, player, trial))
                case e.ExperimentAdvanced(step, "running"):
                    self._measure_if_due(step)

    def _measure_if_due(self, step: int) -> None:
        experiment = self._host.room.experiment(step)
        if experiment is not None and RUNS_ON[experiment.activity] == "once":
            self._start(self._measure(step))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, step: int, player: PlayerId, trial: int) -> None:
        room = self._host.room
        experiment = room.experiment(step)
        assert experiment is not None, "runs are asked for only in an experiment"
        student = f"{room.code}/{player}"
        try:
            numbers = await self._laboratory.trial(
                student=student, source=experiment.source, seed=f"{student}/{step}/{trial}"
            )
            await self._give(GiveTrial(player, step, trial, numbers))
        except JudgeUnavailable as why:
            log.warning("room %s: a run gave nothing: %s", room.code, why)
            await self._give(GiveTrial(player, step, trial, (), FAILED))
        except Exception:
            log.exception("room %s: a run failed", room.code)
            await self._give(GiveTrial(player, step, trial, (), FAILED))

    async def _measure(self, step: int) -> None:
        try:
            await self._give(GiveMeasured(step, await self._laboratory.measure()))
        except JudgeUnavailable as why:
            await self._give(GiveMeasured(step, (), str(why)))
        except Exception:
            log.exception("room %s: the measurement failed", self._host.room.code)
            await self._give(GiveMeasured(step, (), "The measurement failed on the server."))

    async def _give(self, command: Command) -> None:
        while True:
            try:
                await self._host.ask(command)
                return
            except StoreUnavailable:
                await asyncio.sleep(RETRY_SECONDS)
            except RoomClosed:
                return  # started again with the next server
