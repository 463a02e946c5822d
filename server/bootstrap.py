"""Wires every layer together, starts them in order, and stops them in the opposite order."""

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from server import announce, opening
from server.catalog import LessonError, load_lesson
from server.config import Settings
from server.export import to_csv
from server.garbage import look_rarely, look_when
from server.judge.challenge import ChallengeError
from server.judging import RoomJudge
from server.live.hall import Hall, LiveRoom
from server.room.outside import Isolation, StoreUnavailable
from server.room.plan import Plan
from server.store.address import erase, note
from server.store.database import Database, DatabaseError, open_database
from server.store.embedded import EmbeddedPostgres, EmbeddedPostgresError
from server.web import sealed
from server.web.app import make_app
from server.web.console import tell_isolation
from server.web.door import Door, runner_for
from server.web.links import lan_address
from server.web.names import Names
from server.web.services import Services

BAD_USAGE = 2
SHUTDOWN_SECONDS = 2.0
BUILT_IN_LESSONS = Path(__file__).parent / "lessons"
CLIENT_DIR = Path(__file__).parent.parent / "client" / "dist"
EVERYWHERE = ("0.0.0.0", "::", "")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class CannotStart(Exception):
    """The text is one line that names the fix."""


@dataclass(frozen=True, slots=True)
class Lesson:
    folder: Path
    plan: Plan


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    services: Services
    database: Database
    port: int
    local_url: str


class Printable(logging.Formatter):
    """What somebody typed can neither colour the terminal nor look like a line of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _printable(super().formatMessage(record))

    def formatException(self, trouble: Any) -> str:
        return "\n".join(map(_printable, super().formatException(trouble).splitlines()))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def serve(settings: Settings) -> int:
    """Run until Ctrl-C.  The exit status is 2 if it cannot start, after one line that names the fix."""
    handler = logging.StreamHandler()
    handler.setFormatter(Printable("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("aiohttp.websocket").setLevel(logging.ERROR)  # it repeats what strangers sent
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_serve(settings))
    except (CannotStart, ChallengeError, DatabaseError, EmbeddedPostgresError, LessonError) as why:
        print(f"threadrace: {why}", file=sys.stderr)
        return BAD_USAGE
    except StoreUnavailable as why:  # it was there a moment ago
        fix = "Nothing is lost.  Check that it runs, and start again"
        print(f"threadrace: The database went away during the start: {why}.  {fix}", file=sys.stderr)
        return BAD_USAGE
    return 0


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The quick event loop, where there is one."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with contextlib.suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(number, stop.set)
    async with running(settings) as server:
        look_rarely()
        looking = asyncio.create_task(look_when(server.services.hall.is_calm), name="garbage")
        try:
            await _announce(settings, server)
            await stop.wait()
            print("\nStopping: saying goodbye, saving, closing the database.", flush=True)
        finally:
            looking.cancel()
            opening.forget(settings.data_dir)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Server]:
    """A server that takes students, until the end of the block.

    Raises `CannotStart`, `ChallengeError`, `DatabaseError`, `EmbeddedPostgresError` or `LessonError`, each
    with a line that names the fix.
    """
    lessons = _lessons(settings)
    listener = _listen(settings)
    port = int(listener.getsockname()[1])
    async with AsyncExitStack() as stack:
        stack.callback(listener.close)
        folders = {lesson.plan.slug: lesson.folder for lesson in lessons}
        judge = RoomJudge(folders, accept_weak=_accepts_weak(settings))
        judging = asyncio.create_task(judge.start())  # while Postgres starts
        stack.push_async_callback(_end, judging, judge)
        database = await stack.enter_async_context(_database(settings))
        _keep_links(settings)
        await judging
        hall = Hall(database.journal, judge, laboratory=judge)
        services = Services(
            hall=hall,
            lessons={lesson.plan.slug: lesson.plan for lesson in lessons},
            sessions=database.sessions,
            boards=database.boards,
            results_csv=_results_csv(database),
            base_url=_base_url(settings, port),
            client_dir=CLIENT_DIR,
            isolation=lambda: judge.isolation,
            names=_names(settings),
        )
        judge.watch(lambda: tell_isolation(services))
        app = make_app(services)
        stack.push_async_callback(hall.stop)
        await database.sessions.forget_stale()
        await hall.bring_back()
        await _open_first_room(hall, lessons[0].plan)
        runner = runner_for(app, SHUTDOWN_SECONDS)
        stack.push_async_callback(runner.cleanup)
        await runner.setup()
        await hall.go_on()
        await Door(runner, listener).start()
        yield Server(services, database, port, f"http://{_local_host(settings)}:{port}")


async def _end(judging: asyncio.Task[None], judge: RoomJudge) -> None:
    judging.cancel()
    await asyncio.gather(judging, return_exceptions=True)
    await judge.stop()


def _lessons(settings: Settings) -> list[Lesson]:
    """The chosen lesson first, then those that come with the server."""
    built_in = sorted(folder for folder in BUILT_IN_LESSONS.iterdir() if (folder / "lesson.toml").is_file())
    folders = [settings.lesson, *built_in] if settings.lesson else built_in
    lessons: dict[str, Lesson] = {}
    for folder in folders:
        plan = load_lesson(folder)
        lessons.setdefault(plan.slug, Lesson(folder, plan))
    return list(lessons.values())


def _accepts_weak(settings: Settings) -> bool:
    """Where nothing confines a submission, only whoever sits at this machine may send one."""
    if settings.accept_weak and settings.host not in LOOPBACK:
        raise CannotStart(
            "--accept-weak-isolation lets submissions read your files, so nobody else may send any.  "
            "Add: --host 127.0.0.1"
        )
    return settings.accept_weak


def _listen(settings: Settings) -> socket.socket:
    """The port is taken before anything else starts, so that a taken one is known at once."""
    try:
        family = socket.getaddrinfo(settings.host or None, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except socket.gaierror:
        raise CannotStart(f"There is no address {settings.host!r}.  Try: --host 127.0.0.1") from None
    except OSError as error:
        raise CannotStart(_why_not(settings, error)) from None


def _why_not(settings: Settings, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            other = settings.port + 1 if settings.port < 65535 else 8000
            return f"Port {settings.port} is in use by another program.  Try: --port {other}"
        case errno.EACCES:
            return f"Port {settings.port} needs an administrator's rights.  Try: --port 8000"
        case errno.EADDRNOTAVAIL:
            return f"This machine does not have the address {settings.host}.  Try: --host 127.0.0.1"
        case _:
            return f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.  Try: --port 8001"


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    async with AsyncExitStack() as stack:
        url = settings.database_url
        if url is None:
            url = await stack.enter_async_context(EmbeddedPostgres(settings.data_dir))
            note(settings.data_dir, url)
            stack.callback(erase, settings.data_dir)
        yield await stack.enter_async_context(open_database(url))


def _results_csv(database: Database) -> Callable[[str], Awaitable[str | None]]:
    async def results_csv(code: str) -> str | None:
        found = await database.results.room(code.upper())
        return to_csv(found) if found else None

    return results_csv


def _keep_links(settings: Settings) -> None:
    """The links that students and projectors were given before are good again."""
    try:
        sealed.keep(settings.data_dir)
    except OSError as error:
        raise CannotStart(f"The key of all links cannot be kept: {error}.  Try: --data-dir DIR") from None


async def _open_first_room(hall: Hall, plan: Plan) -> None:
    """There is always a room to send students to."""
    if not hall.rooms():
        await hall.open_room(plan, "")


def _names(settings: Settings) -> Names:
    """A name that the server listens on is in the links that it prints, so it answers to it."""
    names = Names(settings.public_url)
    return replace(names, own=names.own | {settings.host.lower()}) if settings.host else names


def _base_url(settings: Settings, port: int) -> str:
    if settings.public_url:
        return settings.public_url
    host = lan_address() if settings.host in EVERYWHERE else settings.host
    return f"http://{_bracketed(host)}:{port}"


def _local_host(settings: Settings) -> str:
    return "127.0.0.1" if settings.host in EVERYWHERE else _bracketed(settings.host)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


async def _announce(settings: Settings, server: Server) -> None:
    services = server.services
    rooms = services.hall.rooms()
    newest: LiveRoom = rooms[-1]
    plan = newest.host.room.plan
    key = await services.remembered.new_key()
    services.on_key_used = _new_key_printer(settings, server)
    news = announce.Started(
        settings,
        version("threadrace"),
        plan.title,
        len(plan.steps),
        "the one named by --database-url" if settings.database_url else "a Postgres of its own",
        _sandbox_line(services.isolation()),
        server.local_url,
        services.base_url,
        services.links(newest.host.room.code).projector_url,
        newest.host.room.code,
        sum(len(live.host.room.players) > 0 for live in rooms),
        key,
    )
    print(announce.qr_fallback(announce.started(news), sys.stdout.encoding), flush=True)
    if settings.browser and _has_screen():
        page = opening.write(settings.data_dir, f"{server.local_url}/console?key={key}")
        await asyncio.to_thread(opening.show, page)


def _sandbox_line(isolation: Isolation) -> str:
    reason = f" {isolation.off}" if isolation.off else ""
    return f"{isolation.level}.  {isolation.promise}{reason}"


def _new_key_printer(settings: Settings, server: Server) -> Callable[[], Awaitable[None]]:
    async def print_new_key() -> None:
        opening.forget(settings.data_dir)
        key = await server.services.remembered.new_key()
        print(announce.new_console_link(server.local_url, server.services.base_url, key), flush=True)

    return print_new_key


def _has_screen() -> bool:
    """A browser can show itself; on a bare terminal one would take it over."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
