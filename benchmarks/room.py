"""One live room and a large class: joins, how fast a question reaches everybody, how fast an answer is kept.

The server runs here, on a durable Postgres of its own; the students run in another process, on the
`websockets` library.  They all answer within two seconds.  A row that is committed alone is the yardstick.
"""

import asyncio
import json
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg
import psutil
from aiohttp import web
from websockets.asyncio.client import ClientConnection, connect

from schema.wire.base import PROTOCOL
from server.live.hall import Hall
from server.room.commands import OpenQuestion, RevealAnswer, ShowStep
from server.room.outside import Judged, JudgeUnavailable
from server.room.plan import Plan, Question
from server.store.database import Database, open_database
from server.store.embedded import EmbeddedPostgres
from server.web.app import make_app
from server.web.services import Services

CLASSES = (200, 1000, 2000)
ANSWERED_WITHIN_SECONDS = 2.0
JOINING_AT_ONCE = 50
QUESTION = Question("Final value", "What is `x`?", "single", 60, options_md=("1", "2", "either"), right=(2,))
PLAN = Plan("bench", "A lesson", "en", "", "accuracy-first", (QUESTION,))


class NoJudge:
    async def judge(self, *, student: str, challenge: str, source: str, on_place: object = None) -> Judged:
        raise JudgeUnavailable("there is no race here")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the students' process saw.  Times are of the machine's monotonic clock, which both share."""

    joins_per_second: float
    seen_at: list[float]
    acknowledged_seconds: list[float]


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="threadrace-bench-") as folder:
        async with EmbeddedPostgres(Path(folder)) as database_url:
            commit = await one_row_commits(database_url)
            print(f"  one row, committed alone: {_milliseconds(commit)}")
            async with open_database(database_url) as database:
                hall = Hall(database.journal, NoJudge())
                app = make_app(_services(hall, database, Path(folder)))
                await hall.start()
                runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
                await runner.setup()
                site = web.TCPSite(runner, "127.0.0.1", 0, backlog=4096)
                await site.start()
                for students in CLASSES:
                    await _measure(hall, int(runner.addresses[0][1]), students, commit)
                await runner.cleanup()
                await hall.stop()


async def one_row_commits(database_url: str, count: int = 300) -> list[float]:
    """Seconds that a row takes when nothing shares its commit."""
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE yardstick (body text)")
    took = []
    for _ in range(count):
        begun = time.monotonic()
        await connection.execute("INSERT INTO yardstick VALUES ('x')")
        took.append(time.monotonic() - begun)
    await connection.execute("DROP TABLE yardstick")
    await connection.close()
    return took


async def _measure(hall: Hall, port: int, students: int, commit: Sequence[float]) -> None:
    live = await hall.open_room(replace(PLAN), "")
    own = psutil.Process()
    memory = own.memory_info().rss
    playing = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.room", str(port), live.host.room.code, str(students)),
        stdout=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    assert playing.stdout is not None
    assert (await playing.stdout.readline()).strip() == b"ready"
    memory = own.memory_info().rss - memory
    await live.host.ask(ShowStep(0))
    before, begun = _cpu(own), time.monotonic()
    await live.host.ask(OpenQuestion(0))
    seen = Measured(**json.loads(await playing.stdout.readline()))
    await live.host.ask(RevealAnswer(0))
    used = _cpu(own) - before
    await playing.wait()
    assert len(live.host.room.question_round(0).answers) == len(seen.acknowledged_seconds) == students
    waits = seen.acknowledged_seconds
    print(
        f"  {students} students: {seen.joins_per_second:.0f} joins/s, {memory / students / 1024:.0f} kB each"
    )
    print(f"    the question reaches them after {_milliseconds([at - begun for at in seen.seen_at])}")
    ratios = "p50 {:.1f} ×, p99 {:.1f} × a one-row commit".format(
        *(_part(waits, part) / _part(commit, part) for part in (0.5, 0.99))
    )
    print(f"    an answer is kept after {_milliseconds(waits)}: {ratios}")
    print(f"    processor time of the server for the question: {used:.2f} s", flush=True)


def _services(hall: Hall, database: Database, client_dir: Path) -> Services:
    async def no_results(code: str) -> str | None:
        return None

    return Services(
        hall=hall,
        lessons={PLAN.slug: PLAN},
        sessions=database.sessions,
        boards=database.boards,
        results_csv=no_results,
        base_url="http://127.0.0.1",
        client_dir=client_dir,
    )


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _part(seconds: Sequence[float], part: float) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _milliseconds(seconds: Sequence[float]) -> str:
    return f"p50 {_part(seconds, 0.5) * 1000:.1f} ms, p99 {_part(seconds, 0.99) * 1000:.1f} ms"


# ---- the students, in a process of their own ------------------------------------------------------------


async def play(port: int, code: str, students: int) -> None:
    begun, gate = time.monotonic(), asyncio.Semaphore(JOINING_AT_ONCE)
    sockets = await asyncio.gather(*(_join(port, code, number, gate) for number in range(students)))
    joins_per_second = students / (time.monotonic() - begun)
    print("ready", flush=True)
    seen = await asyncio.gather(*map(_answer, sockets))
    measured = {
        "joins_per_second": joins_per_second,
        "seen_at": [at for at, _ in seen],
        "acknowledged_seconds": [took for _, took in seen],
    }
    print(json.dumps(measured), flush=True)
    for socket in sockets:
        socket.transport.abort()


async def _join(port: int, code: str, number: int, gate: asyncio.Semaphore) -> ClientConnection:
    async with gate:
        url = f"ws://127.0.0.1:{port}/ws/student"
        socket = await connect(url, compression=None, ping_interval=None, proxy=None)
        await _send(socket, type="hello", protocol=PROTOCOL, room=code, token=None)
        token, name = secrets.token_urlsafe(32), f"Student {number}"
        await _send(socket, type="join", key="join-0001", name=name, token=token)
        await _until(socket, '"type":"done"')
        return socket


async def _answer(socket: ClientConnection) -> tuple[float, float]:
    """When the question was seen, and how long the answer took to be kept."""
    await _until(socket, '"state":"open"')
    seen_at = time.monotonic()
    await asyncio.sleep(random.uniform(0, ANSWERED_WITHIN_SECONDS))
    begun = time.monotonic()
    await _send(socket, type="answer", key="answer-01", step=0, answer={"form": "pick", "option": 2})
    await _until(socket, '"type":"done"')
    return seen_at, time.monotonic() - begun


async def _send(socket: ClientConnection, **message: object) -> None:
    await socket.send(json.dumps(message))


async def _until(socket: ClientConnection, mark: str) -> None:
    while mark not in str(await socket.recv()):
        pass


if __name__ == "__main__":
    asyncio.run(play(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
