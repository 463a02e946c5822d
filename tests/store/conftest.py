"""What the tests of the store share: a database that is open, and lessons that were really played."""

import os
from collections.abc import AsyncIterator

import pytest

from server.store.database import Database, open_database
from server.store.pool import Pool


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as opened:
        yield opened


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    """For looking at the tables behind the database's back."""
    opened = await Pool.connect(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def code() -> str:
    return os.urandom(3).hex().upper()
