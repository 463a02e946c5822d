"""A server as `threadrace` runs it, but for the judge: on uvloop and on a durable Postgres of its own."""

import socket
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.crowd.figures import Spent
from server.garbage import look_rarely
from server.live.hall import Hall, LiveRoom
from server.room.outside import Judged, JudgeUnavailable
from server.room.plan import Plan, Question
from server.store.database import Database, open_database
from server.store.embedded import EmbeddedPostgres
from server.web.access import CONSOLE_COOKIE
from server.web.app import make_app
from server.web.door import Door, runner_for
from server.web.services import Services

QUESTIONS = 12
QUESTION = Question("Final value", "What is `x`?", "single", 60, options_md=("1", "2", "either"), right=(2,))
PLAN = Plan("bench", "A lesson", "en", "", "accuracy-first", (QUESTION,) * QUESTIONS)


class NoJudge:
    async def judge(
        self, *, student: str, challenge: str, source: str, on_place: Callable[[int], None] | None = None
    ) -> Judged:
        raise JudgeUnavailable("there is no race here")


@dataclass
class Served:
    database_url: str
    database: Database
    services: Services
    port: int
    looking: float = 0.0

    async def room(self) -> LiveRoom:
        return await self.services.hall.open_room(PLAN, "")

    async def cookie(self) -> str:
        token = await self.database.sessions.redeem(await self.database.sessions.new_key())
        return f"{CONSOLE_COOKIE}={token}"

    def memory(self) -> int:
        return psutil.Process().memory_info().rss

    def spent(self) -> Spent:
        """By this process and by Postgres' processes, since they began; not counting the looking."""
        begun = time.process_time()
        backends = [
            child for child in psutil.Process().children(recursive=True) if "postgres" in child.name()
        ]
        times = [backend.cpu_times() for backend in backends]
        spent = Spent(begun - self.looking, sum(one.user + one.system for one in times))
        self.looking += time.process_time() - begun
        return spent


@asynccontextmanager
async def served() -> AsyncIterator[Served]:
    with tempfile.TemporaryDirectory(prefix="threadrace-bench-") as folder:
        async with EmbeddedPostgres(Path(folder)) as database_url, open_database(database_url) as database:
            services = _services(Hall(database.journal, NoJudge()), database, Path(folder))
            runner = runner_for(make_app(services), shutdown_seconds=1)
            await services.hall.start()
            await runner.setup()
            listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
            await Door(runner, listener).start()
            look_rarely()
            try:
                yield Served(database_url, database, services, int(listener.getsockname()[1]))
            finally:
                await runner.cleanup()
                await services.hall.stop()


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
