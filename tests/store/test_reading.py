"""Results can be read while the server runs, after it was stopped, and after it was killed."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import pytest

from server.store.address import erase, note, noted
from server.store.database import DatabaseError, open_database
from server.store.embedded import EmbeddedPostgres
from server.store.reading import open_results
from tests.store.played import joined, play


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Not in pytest's own folder, which another pytest of the same user closes to Postgres' account."""
    with TemporaryDirectory(prefix="threadrace-tests-") as folder:
        yield Path(folder)


async def names(database_url: str | None, data_dir: Path) -> list[str]:
    async with open_results(database_url, data_dir) as results:
        found = await results.room("ROOMA")
    assert found is not None
    return [student.name for student in found.students]


async def test_beside_a_running_server_and_after_it_and_after_its_death(data_dir: Path):
    postgres = EmbeddedPostgres(data_dir)
    url = await postgres.start()
    try:
        async with open_database(url) as database:
            await play(database, "ROOMA", joined(2))
            note(data_dir, url)
            assert await names(None, data_dir) == ["P1", "P2"]
            await database.journal.beat(0.0)  # and the server did not notice
    finally:
        await postgres.stop()

    assert noted(data_dir) == url  # as a killed server leaves it
    assert await names(None, data_dir) == ["P1", "P2"]

    erase(data_dir)
    assert await names(None, data_dir) == ["P1", "P2"]
    async with EmbeddedPostgres(data_dir):
        pass  # nothing was left running


async def test_from_a_postgres_of_the_instructors_own(database_url: str, data_dir: Path):
    async with open_database(database_url) as database:
        await play(database, "ROOMA", joined(1))

        assert await names(database_url, data_dir) == ["P1"]


async def test_a_folder_without_rooms_is_not_made_into_one(data_dir: Path):
    with pytest.raises(DatabaseError, match=r"There are no rooms in .* --data-dir DIR"):
        async with open_results(None, data_dir / "elsewhere"):
            pass

    assert not (data_dir / "elsewhere").exists()


async def test_a_folder_that_a_server_is_just_starting_in_is_left_to_it(data_dir: Path):
    async with EmbeddedPostgres(data_dir):
        with pytest.raises(DatabaseError, match="in use by another Threadrace"):
            async with open_results(None, data_dir):
                pass


async def test_a_database_of_another_version_is_refused_and_not_touched(
    database_url: str, empty_database_url: str, data_dir: Path
):
    connection = await asyncpg.connect(database_url)
    await connection.execute("INSERT INTO migration (number, name) VALUES (9999, 'future')")
    await connection.close()

    for url in (database_url, empty_database_url):
        with pytest.raises(DatabaseError, match="another version of Threadrace"):
            async with open_results(url, data_dir):
                pass

    connection = await asyncpg.connect(empty_database_url)
    assert await connection.fetchval("SELECT to_regclass('room')") is None
    await connection.close()


async def test_an_unreachable_database_is_named_without_its_password(data_dir: Path):
    with pytest.raises(DatabaseError) as refused:
        async with open_results("postgresql://me:hush@127.0.0.1:1/school", data_dir):
            pass

    assert "school at 127.0.0.1:1" in str(refused.value)
    assert "hush" not in str(refused.value)
