"""The console's link works once, and what the database holds opens nothing."""

import asyncio
import hmac

import pytest

from server.store.database import Database
from server.store.pool import Pool


async def test_a_key_opens_one_session(database: Database):
    key = await database.sessions.new_key()

    token = await database.sessions.redeem(key)

    assert token is not None
    assert await database.sessions.check(token)
    assert await database.sessions.redeem(key) is None


async def test_of_many_clicks_at_once_one_gets_in(database: Database):
    key = await database.sessions.new_key()

    tokens = await asyncio.gather(*(database.sessions.redeem(key) for _ in range(10)))

    assert len([token for token in tokens if token is not None]) == 1


async def test_what_was_never_handed_out_opens_nothing(database: Database):
    """A11."""
    key = await database.sessions.new_key()

    for wrong in ("", key[:-1], key + "A", key.swapcase(), "\ud800", "\0"):
        assert await database.sessions.redeem(wrong) is None
        assert not await database.sessions.check(wrong)
    assert not await database.sessions.check(key)
    assert await database.sessions.redeem(key) is not None


async def test_a_comparison_that_takes_the_same_time_for_all_decides(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    """A11: what the database found is compared once more, in a way that tells nothing by its time."""
    tokens = [await database.sessions.redeem(await database.sessions.new_key()) for _ in range(2)]
    compared: list[bytes] = []
    monkeypatch.setattr(hmac, "compare_digest", lambda found, own: bool(compared.append(found)))

    assert not await database.sessions.check(tokens[0] or "")
    assert await database.sessions.redeem(await database.sessions.new_key()) is None
    assert [len(found) for found in compared] == [32, 32]


async def test_a_session_that_was_ended_is_over_and_others_are_not(database: Database):
    tokens = [await database.sessions.redeem(await database.sessions.new_key()) for _ in range(2)]
    first, second = (token for token in tokens if token is not None)

    await database.sessions.end(first)

    assert not await database.sessions.check(first)
    assert await database.sessions.check(second)


async def test_old_keys_and_sessions_are_worth_nothing_and_are_dropped(database: Database, pool: Pool):
    key = await database.sessions.new_key()
    token = await database.sessions.redeem(await database.sessions.new_key())
    await pool.execute("UPDATE console_key SET made = made - interval '13 hours'")
    await pool.execute("UPDATE console_session SET seen = seen - interval '31 days'")

    assert await database.sessions.redeem(key) is None
    assert not await database.sessions.check(token or "")

    await database.sessions.forget_stale()
    assert (
        await pool.value("SELECT (SELECT count(*) FROM console_key) + (SELECT count(*) FROM console_session)")
        == 0
    )


async def test_neither_keys_nor_tokens_are_in_the_database(database: Database, pool: Pool):
    key = await database.sessions.new_key()
    token = await database.sessions.redeem(key)

    everything = await pool.value(
        "SELECT string_agg(hash::text, ' ') FROM (TABLE console_key UNION ALL TABLE console_session) AS t"
    )
    assert everything
    assert key not in everything
    assert token is not None and token not in everything
