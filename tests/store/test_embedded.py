import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from server.store.embedded import EmbeddedPostgres, EmbeddedPostgresError

FORGETFUL = {"fsync": "off"}


@pytest.fixture(scope="session")
def used_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder from the day before, to be copied: making one anew takes half a second."""
    folder = tmp_path_factory.mktemp("before") / "data"
    postgres = EmbeddedPostgres(folder, FORGETFUL)
    asyncio.run(postgres.start())
    asyncio.run(postgres.stop())
    return folder


@pytest.fixture
def data_dir(tmp_path: Path, used_before: Path) -> Path:
    subprocess.run(["cp", "-a", used_before, tmp_path / "data"], check=True)
    return tmp_path / "data"


@pytest.fixture
async def postgres(data_dir: Path) -> AsyncIterator[EmbeddedPostgres]:
    postgres = EmbeddedPostgres(data_dir, FORGETFUL)
    yield postgres
    await postgres.stop()


async def ask(url: str, *statements: str) -> object:
    """The answer to the last statement."""
    connection = await asyncpg.connect(url)
    try:
        for statement in statements[:-1]:
            await connection.execute(statement)
        return await connection.fetchval(statements[-1])
    finally:
        await connection.close()


def lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def killed_server(data_dir: Path) -> int:
    """A server that wrote a row and then was killed outright; the process number of the Postgres it left."""
    story = f"""
import asyncio, os, pathlib, asyncpg
from server.store.embedded import EmbeddedPostgres

async def main():
    url = await EmbeddedPostgres(pathlib.Path({str(data_dir)!r})).start()
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(os.getpid(), 9)

asyncio.run(main())
"""
    server = await asyncio.create_subprocess_exec(sys.executable, "-c", story)
    assert await server.wait() == -signal.SIGKILL
    return int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])


async def test_it_is_a_real_postgres_with_a_database_of_our_own(postgres):
    url = await postgres.start()

    assert await ask(
        url, "SELECT current_database() || current_setting('server_version_num')::int / 10000"
    ) == ("threadrace18")


async def test_text_is_unicode_and_sorts_alike_on_every_machine(postgres):
    url = await postgres.start()

    assert (
        await ask(url, "SELECT string_agg(upper(x), '' ORDER BY x) FROM unnest('{é,a,z,B}'::text[]) x")
        == "BAZÉ"
    )


async def test_what_was_written_is_there_after_a_restart(postgres):
    url = await postgres.start()
    await ask(url, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
    await postgres.stop()
    url = await postgres.start()

    assert await ask(url, "SELECT answer FROM kept") == 42


async def test_a_second_server_on_the_same_folder_is_told_to_take_another(postgres, data_dir):
    url = await postgres.start()

    with pytest.raises(EmbeddedPostgresError, match=rf"in use by .*process {os.getpid()}.*--data-dir"):
        await EmbeddedPostgres(data_dir).start()
    assert await ask(url, "SELECT 1") == 1


async def test_stopping_frees_the_folder_and_leaves_no_process(postgres, data_dir):
    await postgres.start()
    pid = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    await postgres.stop()

    assert not lives(pid)
    async with EmbeddedPostgres(data_dir, FORGETFUL) as url:
        assert await ask(url, "SELECT 1") == 1


async def test_stopping_twice_or_before_starting_does_nothing(postgres):
    await postgres.stop()
    await postgres.start()
    await postgres.stop()
    await postgres.stop()


async def test_after_a_killed_server_its_postgres_is_ended_and_its_rows_are_there(postgres, data_dir):
    left = await killed_server(data_dir)
    assert lives(left)
    url = await postgres.start()

    assert await ask(url, "SELECT answer FROM kept") == 42
    assert not lives(left)


async def test_after_a_crash_of_the_machine_the_rows_are_there(postgres, data_dir):
    os.kill(await killed_server(data_dir), signal.SIGKILL)
    url = await postgres.start()

    assert await ask(url, "SELECT answer FROM kept") == 42


async def test_a_stranger_who_has_the_number_of_a_dead_postgres_is_left_alone(postgres, data_dir):
    await postgres.start()
    text = (data_dir / "postgres" / "postmaster.pid").read_text()
    await postgres.stop()
    stranger = await asyncio.create_subprocess_exec("sleep", "600")
    _, rest = text.split("\n", 1)
    (data_dir / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{rest}")
    try:
        assert await ask(await postgres.start(), "SELECT 1") == 1
        assert lives(stranger.pid)
    finally:
        stranger.kill()
        await stranger.wait()


async def test_an_initialisation_that_was_cut_short_is_begun_anew(tmp_path):
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18\n")

    async with EmbeddedPostgres(tmp_path, FORGETFUL) as url:
        assert await ask(url, "SELECT 1") == 1


async def test_a_postgres_that_dies_under_a_server_is_started_again_with_all_its_rows(data_dir: Path):
    """F02: whoever asks again is answered, at the same address."""
    async with EmbeddedPostgres(data_dir) as url:
        await ask(url, "CREATE TABLE kept AS SELECT 42 AS answer", "SELECT 1")
        for _ in range(2):
            pid = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
            os.kill(pid, signal.SIGKILL)
            async with asyncio.timeout(15):
                assert await answered_at_last(url, "SELECT answer FROM kept") == 42
        last = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])

    assert last != pid and not lives(last)


async def test_a_postgres_that_cannot_be_started_again_yet_is_tried_until_it_can(data_dir: Path):
    async with EmbeddedPostgres(data_dir, FORGETFUL) as url:
        pid = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
        control = data_dir / "postgres" / "global" / "pg_control"
        control.rename(control.with_suffix(".away"))
        os.kill(pid, signal.SIGKILL)
        async with asyncio.timeout(15):
            await logged(data_dir, "pg_control")
        control.with_suffix(".away").rename(control)
        async with asyncio.timeout(15):
            assert await answered_at_last(url, "SELECT 7") == 7


async def logged(data_dir: Path, word: str) -> None:
    while True:  # another program writes it: there is no event to await
        with contextlib.suppress(FileNotFoundError):
            if word in (data_dir / "postgres.log").read_text():
                return
        await asyncio.sleep(0.02)


async def answered_at_last(url: str, statement: str) -> object:
    while True:
        try:
            return await ask(url, statement)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("name", ["with space, comma and ümlaut", "quote\"and'50%", "x" * 100])
async def test_any_folder_will_do(name, tmp_path):
    async with EmbeddedPostgres(tmp_path / name, FORGETFUL) as url:
        assert await ask(url, "SELECT 1") == 1


async def test_it_listens_on_no_port_and_its_socket_is_behind_a_closed_door(postgres):
    url = await postgres.start()

    assert await ask(url, "SHOW listen_addresses") == ""
    folder = str(await ask(url, "SELECT btrim(current_setting('unix_socket_directories'), '\"')"))
    assert os.stat(folder).st_mode & 0o077 == 0


async def test_the_instructors_own_postgres_variables_do_not_lead_it_astray(postgres, monkeypatch):
    for name, value in {
        "PGPORT": "6000",
        "PGHOST": "db.example",
        "PGDATA": "/nowhere",
        "PGUSER": "me",
    }.items():
        monkeypatch.setenv(name, value)

    assert await ask(await postgres.start(), "SELECT current_user::text") == "threadrace"


async def test_ctrl_c_in_the_terminal_does_not_reach_it(postgres, data_dir):
    await postgres.start()
    pid = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])

    assert os.getsid(pid) != os.getsid(0)


async def test_a_folder_of_another_postgres_version_is_refused_not_touched(postgres, data_dir):
    await postgres.start()
    await postgres.stop()
    (data_dir / "postgres" / "PG_VERSION").write_text("16\n")

    with pytest.raises(EmbeddedPostgresError, match=r"made by Postgres 16.*--data-dir"):
        await postgres.start()


async def test_a_start_that_fails_says_why_and_frees_the_folder(data_dir):
    with pytest.raises(EmbeddedPostgresError, match=r"did not start.*shared_buffers.*--database-url"):
        await EmbeddedPostgres(data_dir, {"shared_buffers": "nonsense"}).start()
    async with EmbeddedPostgres(data_dir, FORGETFUL) as url:
        assert await ask(url, "SELECT 1") == 1


async def test_a_data_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(EmbeddedPostgresError, match=r"file cannot be used.*--data-dir"):
        await EmbeddedPostgres(tmp_path / "file").start()
