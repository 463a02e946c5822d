"""What every test may ask for: a real Postgres, a fresh database in it, and the path to a real browser."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from server.store.embedded import EmbeddedPostgres
from server.store.migrate import migrate
from tests.browser import find_or_install_chromium
from tests.hanging import waits

QUICK_BUT_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
TEMPLATE = "threadrace_template"
SWEPT = "threadrace_swept"
PREFIX = "threadrace-tests-"


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One real Postgres for all tests; nobody keeps anything in the database that this names."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        postgres = EmbeddedPostgres(Path(folder), QUICK_BUT_FORGETFUL)
        try:
            yield asyncio.run(postgres.start())
        finally:
            asyncio.run(postgres.stop())


@pytest.fixture(scope="session")
def _template(postgres_url: str) -> str:
    """Brought up to date once; the database of each test is a copy of it."""
    asyncio.run(_make_template(postgres_url))
    return TEMPLATE


@pytest.fixture
async def database_url(postgres_url: str, _template: str) -> AsyncIterator[str]:
    """A database of the test's own, with all our tables and no rows."""
    async for url in _database(postgres_url, _template):
        yield url


@pytest.fixture
async def swept_database_url(postgres_url: str, _template: str) -> str:
    """The same database for many tests, with no rows in it when each begins: quicker than a new one."""
    server = await asyncpg.connect(postgres_url)
    if not await server.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", SWEPT):
        await server.execute(f'CREATE DATABASE "{SWEPT}" TEMPLATE "{_template}"')
    # What the test before left behind is waited for, its locks above all: a busy Postgres ends it late.
    await server.execute(
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{SWEPT}'"
    )
    await server.close()
    url = _named(postgres_url, SWEPT)
    swept = await asyncpg.connect(url)
    tables = await swept.fetch(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'"
    )
    await swept.execute(f"TRUNCATE {', '.join(table['tablename'] for table in tables)}")
    await swept.close()
    return url


@pytest.fixture
async def empty_database_url(postgres_url: str) -> AsyncIterator[str]:
    """A database of the test's own, with nothing in it."""
    async for url in _database(postgres_url, template="template0"):
        yield url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a real Chromium or Chrome; installs one where there is none."""
    return find_or_install_chromium()


async def _make_template(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute(f'CREATE DATABASE "{TEMPLATE}"')
    await server.close()
    connection = await asyncpg.connect(_named(postgres_url, TEMPLATE))
    await migrate(connection)
    await connection.close()


def _named(postgres_url: str, database: str) -> str:
    return urlunsplit(urlsplit(postgres_url)._replace(path=f"/{database}"))


async def _database(postgres_url: str, template: str) -> AsyncIterator[str]:
    name = f"test_{os.urandom(6).hex()}"
    server = await asyncpg.connect(postgres_url)
    try:
        await server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield _named(postgres_url, name)
        await server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await server.close()


def pytest_configure(config: pytest.Config) -> None:
    """Each run has a temporary folder of its own: pytest's usual one is closed to the account that root lends
    to Postgres, and again by every other run that starts."""
    if config.option.basetemp is None:
        config.option.basetemp = tempfile.mkdtemp(prefix=PREFIX)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What failed tests left behind is kept, for whoever asks why."""
    folder = Path(session.config.option.basetemp)
    if session.testsfailed == 0 and folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = _skips_fail((yield))
    if call.excinfo is not None and "from pytest-timeout" in str(call.excinfo.value):
        _say_where_it_waited(report, item)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _skips_fail((yield))


def _say_where_it_waited(report: pytest.TestReport, item: pytest.Item) -> None:
    """The stack that pytest shows is that of the event loop, which waits for whatever comes."""
    runner = getattr(item, "funcargs", {}).get("_function_scoped_runner")
    with suppress(RuntimeError):  # it is closed already
        if runner is not None:
            report.sections.append(("waiting tasks", waits(runner.get_loop())))


def _skips_fail(report: Report) -> Report:
    """A test that is not run proves nothing: in CI every skip fails, elsewhere every one without a reason."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if os.environ.get("CI") == "true" or reason in ("Skipped: ", "Skipped: unconditional skip"):
            report.outcome = "failed"
            report.longrepr = f"skipped, which is not allowed here: {reason}"
    return report
