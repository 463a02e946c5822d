"""A hall of live rooms on a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.live.hall import Hall
from server.store.database import Database, open_database
from server.store.embedded import EmbeddedPostgres
from server.store.pool import Pool
from tests.fakes import JudgeByHand


@pytest.fixture
def database_url(swept_database_url: str) -> str:
    return swept_database_url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as opened:
        yield opened


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    """For looking at the tables behind the hall's back."""
    opened = await Pool.connect(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def judge() -> JudgeByHand:
    return JudgeByHand()


@pytest.fixture
async def hall(database: Database, judge: JudgeByHand) -> AsyncIterator[Hall]:
    opened = Hall(database.journal, judge)
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pg")


@pytest.fixture
async def postgres(cluster: Path) -> AsyncIterator[EmbeddedPostgres]:
    """One of the test's own, as durable as an instructor's."""
    own = EmbeddedPostgres(cluster)
    yield own
    await own.stop()
