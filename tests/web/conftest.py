"""A real server on a real database, whose judge is the test's own hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.live.hall import LiveRoom
from tests.fakes import JudgeByHand
from tests.serving import Served, serving


@pytest.fixture
def database_url(swept_database_url: str) -> str:
    return swept_database_url


@pytest.fixture
def judge() -> JudgeByHand:
    return JudgeByHand()


@pytest.fixture
async def served(database_url: str, judge: JudgeByHand, tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(database_url, judge, tmp_path) as server:
        yield server


@pytest.fixture
async def live(served: Served) -> LiveRoom:
    """A room in its lobby, with nobody in it."""
    return await served.room()


@pytest.fixture
def code(live: LiveRoom) -> str:
    return live.host.room.code
