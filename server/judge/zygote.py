"""The server's end of the forking process: starts it, asks it for confined processes, and talks with each."""

import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.judge import cgroup, pipes, watch
from server.judge.cgroup import Group
from server.judge.sandbox import control, frames
from server.judge.sandbox.layers import Layer
from server.judge.sandbox.limits import LIMITS, Limits
from server.room.outside import JudgeUnavailable

PROGRAM = Path(__file__).parent / "sandbox" / "zygote.py"
PYTHON_OPTIONS = ("-s", "-P", "-S", "-B", "-X", "utf8")  # as -I, which however would ignore the hash seed
ENVIRONMENT = {"PYTHONHASHSEED": "0"}  # so that sets have one order, and a witness is found again
READY_SECONDS = 20.0
END_SECONDS = 5.0
INSIST_SECONDS = 30.0
HEAR_OUT_SECONDS = 10.0


class Unconfined(JudgeUnavailable):
    """A layer that was promised could not be applied, so nothing was run."""

    def __init__(self, layer: Layer, error: str) -> None:
        super().__init__(f"{layer} could not be applied: {error}")
        self.layer = layer


@dataclass(frozen=True, slots=True)
class Work:
    """What a forking process is made for: packages by name and folder, entries by name and (module,
    function)."""

    packages: Mapping[str, Path]
    entries: Mapping[str, tuple[str, str]]
    preload: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.  The frames and the output are claims of an untrusted process; the rest is measured
    here.

    `stopped` says why we ended it: "asleep", "starved", "output", "breach", or None where it ended by itself.
    """

    messages: tuple[dict[str, Any], ...]
    output: bytes
    status: int
    stopped: str | None
    cpu_seconds: float
    peak_kib: int
    breach: str | None = None


@dataclass(slots=True)
class _Run:
    """What is known of a run while it lasts."""

    ended: "asyncio.Future[dict[str, Any]]"
    messages: list[dict[str, Any]] = field(default_factory=list)
    output: bytearray = field(default_factory=bytearray)
    stopped: str | None = None
    breach: str | None = None


class Zygote:
    """One forking process.  Once dead it stays dead; who needs another makes another."""

    def __init__(self, process: "subprocess.Popen[bytes]", link: socket.socket, group: Group | None) -> None:
        self._process = process
        self._link = link
        self._group = group
        self._runs: dict[int, _Run] = {}
        self._next_id = 0
        self._reader: asyncio.Task[None] | None = None
        self.layers: frozenset[Layer] = frozenset()
        self.missing: dict[Layer, str] = {}

    @classmethod
    async def start(
        cls, work: Work, layers: frozenset[Layer], *, limits: Limits = LIMITS, at_once: int = 1
    ) -> "Zygote":
        """A forking process that is ready.  `layers` are wished for; what it has is in its `layers`."""
        group, missing = _group(layers, limits, at_once)
        zygote = cls(*_launch(_configuration(work, layers - missing.keys(), group)), group)
        try:
            async with asyncio.timeout(READY_SECONDS):
                ready = await zygote._record()
        except asyncio.CancelledError:
            await zygote.stop()
            raise
        except (TimeoutError, JudgeUnavailable) as error:
            await zygote.stop()
            raise JudgeUnavailable(f"the process that forks submissions did not start: {error}") from error
        zygote.layers = frozenset(map(Layer, ready["layers"]))
        zygote.missing = missing | {Layer(name): reason for name, reason in ready["missing"].items()}
        zygote._reader = asyncio.create_task(zygote._listen())
        return zygote

    @property
    def alive(self) -> bool:
        """Whether it can still fork."""
        return self._reader is not None and not self._reader.done()

    async def ended(self) -> None:
        """Waits until it can fork no more, for whatever reason."""
        assert self._reader is not None, "a forking process that has started listens"
        await asyncio.wait([self._reader])

    async def stop(self) -> None:
        """Ends it and everything that it started, and waits until they are gone.  Who is cancelled meanwhile
        may ask again."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        self._link.close()
        self._give_up()
        try:
            await asyncio.to_thread(self._process.wait, END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            await asyncio.to_thread(self._process.wait)
        group, self._group = self._group, None
        if group:
            await asyncio.to_thread(group.remove)

    async def run(self, entry: str, job: dict[str, Any], *, limits: Limits, slot: int = 0) -> Outcome:
        """Runs one job in a confined process of its own, to its end.  Cancelling the caller kills the
        process.

        Raises `JudgeUnavailable` where the machinery failed: then nothing is known about the submission.
        """
        if not self.alive:
            raise JudgeUnavailable("the process that forks submissions has ended")
        id_, channel, output = self._spawn(entry, limits, slot)
        run = self._runs[id_]
        tasks = [
            asyncio.create_task(self._converse(id_, channel, job, limits)),
            asyncio.create_task(self._collect(id_, output, limits)),
        ]
        try:
            ended = await _first_error(run.ended, *tasks)
            await self._hear_out(run, *tasks)
        finally:
            self._kill(id_)
            del self._runs[id_]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            channel.close()
            output.close()
        return _outcome(run, ended)

    async def _hear_out(self, run: _Run, *tasks: "asyncio.Task[None]") -> None:
        """What it said before it ended.  Where it may start processes, these hold its lines open."""
        try:
            async with asyncio.timeout(HEAR_OUT_SECONDS):
                await asyncio.gather(*tasks)
        except TimeoutError:
            if Layer.SECCOMP in self.layers:
                raise JudgeUnavailable("the machine is too busy to hear a process out") from None
            run.stopped = run.stopped or "breach"
            run.breach = run.breach or "it left a process behind"

    def _spawn(self, entry: str, limits: Limits, slot: int) -> tuple[int, socket.socket, socket.socket]:
        id_ = self._next_id = self._next_id + 1
        channel, far_channel = pipes.pair()
        output, far_output = pipes.pair()
        order = {"op": "spawn", "id": id_, "entry": entry, "slot": slot, "limits": limits.as_json()}
        with far_channel, far_output:
            try:
                control.send(self._link, order, (far_channel.fileno(), far_output.fileno()))
            except OSError as error:
                channel.close()
                output.close()
                raise JudgeUnavailable("the process that forks submissions has ended") from error
        self._runs[id_] = _Run(asyncio.get_running_loop().create_future())
        return id_, channel, output

    def _kill(self, id_: int, *, stopped: str | None = None, breach: str | None = None) -> None:
        run = self._runs[id_]
        if run.ended.done():
            return
        run.stopped, run.breach = run.stopped or stopped, run.breach or breach
        with contextlib.suppress(OSError):
            control.send(self._link, {"op": "kill", "id": id_})
        asyncio.get_running_loop().call_later(INSIST_SECONDS, self._insist, run)

    def _insist(self, run: _Run) -> None:
        """Who does not even bury the killed is killed as well."""
        if not run.ended.done():
            self._process.kill()

    def _time_is_over(self, id_: int, watcher: "asyncio.Task[str]") -> None:
        if not watcher.cancelled():
            self._kill(id_, stopped=watcher.result())

    async def _converse(self, id_: int, channel: socket.socket, job: dict[str, Any], limits: Limits) -> None:
        """Hands over the job once the process is confined, and hears what it says."""
        run = self._runs[id_]
        decoder = frames.Decoder(
            frame_bytes=limits.frame_bytes, frames=limits.frames, frames_bytes=limits.frames_bytes
        )
        process, messages = await self._confined(channel, decoder, limits)
        watcher = asyncio.create_task(watch.until_over(process, limits))
        watcher.add_done_callback(lambda task: self._time_is_over(id_, task))
        try:
            with contextlib.suppress(OSError):
                await asyncio.get_running_loop().sock_sendall(channel, frames.Encoder().encode(job))
            run.messages += messages
            while data := await pipes.receive(channel):
                run.messages += decoder.feed(data)
            decoder.end()
            await run.ended
        except frames.Breach as breach:
            self._kill(id_, stopped="breach", breach=str(breach))
            await run.ended
        finally:
            watcher.cancel()

    async def _confined(
        self, channel: socket.socket, decoder: frames.Decoder, limits: Limits
    ) -> tuple[int | None, list[dict[str, Any]]]:
        """Waits for the process to say that it is confined.  It has read nothing of the submission yet."""
        process = None
        messages: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(limits.wall_seconds):
                while not messages:
                    data, sender = await pipes.receive_with_sender(channel)
                    process = process or sender
                    if not data:
                        raise JudgeUnavailable("a process ended before it was confined")
                    messages = decoder.feed(data)
        except TimeoutError:
            raise JudgeUnavailable("the machine is too busy to start a process") from None
        match messages.pop(0):
            case {"type": "confined", "layers": layers} if self.layers == frozenset(layers):
                return process, messages
            case {"type": "unconfined", "layer": layer, "error": error}:
                raise Unconfined(Layer(layer), str(error))
            case other:
                raise JudgeUnavailable(f"a process is not confined as agreed: {other}")

    async def _collect(self, id_: int, output: socket.socket, limits: Limits) -> None:
        """Keeps the beginning of what is printed; too much ends the run."""
        run = self._runs[id_]
        seen = 0
        while data := await pipes.receive(output):
            seen += len(data)
            run.output += data[: max(0, limits.output_kept_bytes - len(run.output))]
            if seen > limits.output_bytes:
                self._kill(id_, stopped="output")

    async def _listen(self) -> None:
        """Hands each end to the run that waits for it."""
        try:
            while True:
                match await self._record():
                    case {"op": "ended", "id": int(id_)} as ended if id_ in self._runs:
                        self._runs[id_].ended.set_result(ended)
        finally:
            self._give_up()

    async def _record(self) -> dict[str, Any]:
        record = b""
        while len(record) < control.RECORD_BYTES:
            data = await pipes.receive(self._link, control.RECORD_BYTES - len(record))
            if not data:
                raise JudgeUnavailable("the process that forks submissions has ended")
            record += data
        return control.unpack(record)

    def _give_up(self) -> None:
        for run in self._runs.values():
            if not run.ended.done():
                run.ended.set_exception(JudgeUnavailable("the process that forks submissions has ended"))
                run.ended.exception()


async def _first_error(
    ended: "asyncio.Future[dict[str, Any]]", *tasks: "asyncio.Task[None]"
) -> dict[str, Any]:
    """Waits for the end of the process, unless one of the tasks fails before."""
    waiting: set[asyncio.Future[Any]] = {ended, *tasks}
    while ended in waiting:
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done - {ended}:
            task.result()
    return ended.result()


def _outcome(run: _Run, ended: dict[str, Any]) -> Outcome:
    was_killed = ended["status"] == -signal.SIGKILL or run.stopped in ("output", "breach")
    return Outcome(
        messages=tuple(run.messages),
        output=bytes(run.output),
        status=ended["status"],
        stopped=run.stopped if was_killed else None,  # it may have ended before the kill came
        cpu_seconds=ended["cpu_seconds"],
        peak_kib=ended["peak_kib"],
        breach=run.breach,
    )


def _launch(configuration: str) -> tuple["subprocess.Popen[bytes]", socket.socket]:
    """The process, and our end of the connection to it.  It inherits the other end and nothing else."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, *PYTHON_OPTIONS, str(PROGRAM), str(theirs.fileno()), configuration],
            env=ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
        )
    return process, ours


def _group(layers: frozenset[Layer], limits: Limits, at_once: int) -> tuple[Group | None, dict[Layer, str]]:
    if Layer.CGROUP not in layers:
        return None, {}
    try:
        return cgroup.make(limits, at_once), {}
    except cgroup.NoGroup as reason:
        return None, {Layer.CGROUP: str(reason)}


def _configuration(work: Work, layers: frozenset[Layer], group: Group | None) -> str:
    return json.dumps(
        {
            "packages": {name: str(folder) for name, folder in work.packages.items()},
            "entries": work.entries,
            "preload": list(work.preload),
            "layers": sorted(layers),
            "groups": group.doors if group else [],
        }
    )
