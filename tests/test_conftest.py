"""The rules that `conftest.py` makes for every test hold."""

from pathlib import Path

import asyncpg
import pytest

pytest_plugins = ["pytester"]

SKIPS = """
import pytest

@pytest.mark.skip
def test_without_a_reason(): ...

@pytest.mark.skip(reason="the moon is full")
def test_with_a_reason(): ...

def test_in_the_middle():
    pytest.skip("no time")

@pytest.mark.xfail(reason="known")
def test_that_is_known_to_fail():
    assert False
"""

HANGS = """
import asyncio
import pytest

@pytest.mark.timeout(0.2)
async def test_for_ever():
    await asyncio.Queue().get()

async def test_behind_it(): ...

@pytest.fixture
async def never_put_away():
    yield
    await asyncio.Queue().get()

@pytest.mark.timeout(0.2)
async def test_that_leaves_a_mess(never_put_away): ...
"""


@pytest.fixture
def with_our_rules(pytester: pytest.Pytester) -> pytest.Pytester:
    """A test run of its own, under the skip rules of our `conftest.py`."""
    pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function\n")
    pytester.makeconftest(
        "from tests.conftest import pytest_make_collect_report, pytest_runtest_makereport\n"
        "__all__ = ['pytest_make_collect_report', 'pytest_runtest_makereport']\n"
    )
    pytester.syspathinsert(Path(__file__).parents[1])
    return pytester


def test_a_skip_needs_a_reason(with_our_rules, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with_our_rules.makepyfile(SKIPS)

    with_our_rules.runpytest_inprocess().assert_outcomes(errors=1, skipped=2, xfailed=1)


def test_in_ci_every_skip_fails(with_our_rules, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with_our_rules.makepyfile(SKIPS)

    with_our_rules.runpytest_inprocess().assert_outcomes(errors=2, failed=1, xfailed=1)


def test_in_ci_a_module_may_not_skip_itself(with_our_rules, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with_our_rules.makepyfile("import pytest\npytest.importorskip('no_such_module')\n")

    with_our_rules.runpytest_inprocess().assert_outcomes(errors=1)


def test_a_test_that_hangs_is_ended_and_says_where_it_waited(with_our_rules):
    with_our_rules.makepyfile(HANGS)

    run = with_our_rules.runpytest_inprocess("-o", "asyncio_mode=auto")

    run.assert_outcomes(failed=1, passed=2, errors=1)
    run.stdout.fnmatch_lines(["* waiting tasks *", "*test_for_ever > *queues.py:* Queue.get"])


@pytest.mark.parametrize("turn", [1, 2])
async def test_every_test_has_a_database_of_its_own(turn, database_url):
    connection = await asyncpg.connect(database_url)
    try:
        assert await connection.fetchval("SELECT max(number) FROM migration") >= 1
        await connection.execute("CREATE TABLE mine ()")
    finally:
        await connection.close()


async def test_an_empty_database_has_no_tables(empty_database_url):
    connection = await asyncpg.connect(empty_database_url)
    try:
        assert await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    finally:
        await connection.close()


def test_the_browser_is_there(chromium):
    assert Path(chromium).exists()
