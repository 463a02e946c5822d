"""A machine that is short of something: disk, file descriptors, a temporary folder, time to stop."""

import asyncio
import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import asyncpg
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from schema.wire.base import PROTOCOL
from server.live.hall import Hall
from server.live.host import Host
from server.room.events import AnswerLocked, PlayerId
from server.room.evolve import replay
from server.room.outside import DraftKey, StoreUnavailable
from server.store.database import Database, open_database
from server.store.embedded import EmbeddedPostgres
from tests.acceptance.serving import Links, ServerProcess
from tests.fakes import JudgeByHand
from tests.live.classes import students, until, with_question_open
from tests.room.stories import RIGHT, answer
from tests.serving import new_key, new_token
from tests.soak.test_killed import LESSON, QUESTIONS

DISK_BYTES = 160 << 20
QUICK_TO_FILL = {"max_wal_size": "32MB", "min_wal_size": "32MB", "wal_recycle": "off"}


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "lesson.toml").write_text(LESSON)
    (folder / "questions.toml").write_text(QUESTIONS)
    return folder


@pytest.fixture
async def server(tmp_path: Path, lesson: Path) -> AsyncIterator[ServerProcess]:
    process = ServerProcess(tmp_path / "data", lesson)
    yield process
    await process.stop(signal.SIGKILL)


@asynccontextmanager
async def student(links: Links) -> AsyncIterator[ClientConnection]:
    url = links.students.replace("http", "ws", 1).rpartition("/")[0] + "/ws/student"
    async with connect(url, proxy=None, max_size=None, close_timeout=1) as socket:
        await socket.send(_message("hello", protocol=PROTOCOL, room=links.code, token=None))
        yield socket


def _message(type_: str, **fields: object) -> str:
    return json.dumps({"type": type_, **fields})


async def pong(socket: ClientConnection) -> None:
    await socket.send(_message("ping"))
    async with asyncio.timeout(15):
        while json.loads(await socket.recv())["type"] != "pong":
            pass


async def test_ctrl_c_with_a_hundred_pages_open_ends_within_five_seconds(server: ServerProcess):
    """F08: each page is told that the server restarts, and comes back by itself."""
    links = await server.start()
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(student(links)) for _ in range(100)]
        begun = time.monotonic()
        status = await server.stop(signal.SIGTERM)
        took = time.monotonic() - begun
        for page in pages:
            with suppress(ConnectionClosed):
                while True:
                    await asyncio.wait_for(page.recv(), 5)

    assert status == 0 and took < 5 + 5  # as much again for a machine that is busy with other tests
    assert {page.close_code for page in pages} == {1012}


async def test_out_of_file_descriptors_strangers_are_refused_and_the_class_goes_on(
    server: ServerProcess, monkeypatch: pytest.MonkeyPatch
):
    """F20: whoever is in stays in and can answer; whoever comes too many is told when to try again."""
    monkeypatch.setattr(sys, "executable", _with_files(256))
    links = await server.start()
    async with AsyncExitStack() as stack:
        ada = await stack.enter_async_context(student(links))
        await ada.send(_message("join", key=new_key(), name="Ada", token=new_token()))
        refused = 0
        for _ in range(200):
            try:
                await stack.enter_async_context(student(links))
            except InvalidStatus as full:
                assert full.response.status_code == 503 and full.response.headers["Retry-After"]
                refused += 1
        await pong(ada)
    async with student(links) as late:
        await pong(late)

    assert refused > 0


def _with_files(limit: int) -> str:
    """A Python that may open so many files, and cannot ask for more."""
    script = Path(tempfile.mkdtemp(prefix="threadrace-tests-")) / "python"
    script.write_text(f'#!/bin/sh\nulimit -n {limit}\nexec {sys.executable} "$@"\n')
    script.chmod(0o755)
    return str(script)


async def test_a_server_needs_no_temporary_folder(server: ServerProcess, monkeypatch: pytest.MonkeyPatch):
    """F07: where that is read-only or full, everything else is as ever."""
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, "/dev/full/none")
    links = await server.start()
    async with student(links) as page:
        await pong(page)


# F06: the disk is full.


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A real one, of a few megabytes, where this machine lets us mount one; else an ordinary folder."""
    options = f"size={DISK_BYTES},mode=0755"
    with tempfile.TemporaryDirectory(prefix="threadrace-tests-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
        mounted = subprocess.run(mount, capture_output=True).returncode == 0
        yield Path(folder)
        if mounted:  # even if somebody still looks in
            ctypes.CDLL(None, use_errno=True).umount2(os.fsencode(folder), 2)


def is_real(disk: Path) -> bool:
    return os.path.ismount(disk)


async def fill(disk: Path, url: str) -> None:
    """Leaves not a byte; on a disk that cannot be filled, Postgres is made to say so."""
    if is_real(disk):
        with (disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
            while filler.write(b"\0" * 65536):
                pass
        return
    await _ask(
        url,
        "CREATE OR REPLACE FUNCTION full_() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE disk_full; END $$;"
        "CREATE TRIGGER full_ BEFORE INSERT ON journal EXECUTE FUNCTION full_()",
    )


async def make_room(disk: Path, url: str) -> None:
    if is_real(disk):
        (disk / "filler").unlink()
        return
    await _ask(url, "DROP TRIGGER full_ ON journal")


async def _ask(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statement)
    await connection.close()


async def test_on_a_full_disk_nobody_is_told_saved_and_with_room_again_it_goes_on(small_disk: Path):
    """F06: no wrong yes, a banner, recovery by itself, and a journal that adds up."""
    async with EmbeddedPostgres(small_disk / "data", QUICK_TO_FILL) as url, open_database(url) as database:
        hall = Hall(database.journal, JudgeByHand())
        await hall.start()
        live = await with_question_open(hall, 40)
        await fill(small_disk, url)
        saved, refused = await answered_until_full(live.host, database)
        assert not live.host.saving

        await make_room(small_disk, url)
        await until(live.host, lambda _: live.host.saving, seconds=60)
        for player in students(40)[len(saved) :]:
            await insist(live.host, player)
        await hall.stop()

        journal = await database.journal.read(live.host.room.code)
        kept = [event.player for event in journal if isinstance(event, AnswerLocked)]
        assert sorted(kept) == students(40) and refused
        assert replay(journal) == live.host.room


async def answered_until_full(host: Host, database: Database) -> tuple[list[str], str]:
    """Who was told that their answer is saved before the first was told that it is not."""
    saved: list[str] = []
    for player in students(40)[:-1]:
        try:
            await host.ask(answer(player, RIGHT))
        except StoreUnavailable as why:
            return saved, str(why)
        saved.append(player)
        for number in range(40):  # a commit fits where a WAL segment has room; drafts use that up
            with suppress(StoreUnavailable):
                await database.journal.save_draft(
                    host.room.code, DraftKey(number, player), os.urandom(8000).hex(), host.now()
                )
    raise AssertionError("the disk was never full")


async def insist(host: Host, player: PlayerId) -> None:
    while True:
        try:
            assert await host.ask(answer(player, RIGHT)) is None
            return
        except StoreUnavailable:
            await asyncio.sleep(0.05)
