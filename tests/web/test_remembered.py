"""Sessions with a memory: who was here comes back without the database, and who was signed out does not."""

import asyncio

import pytest

from server.room.outside import StoreUnavailable
from server.web.remembered import Remembered


class Kept:
    """A database by hand."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.tokens: set[str] = set()
        self.away = self.forgets_to_answer = False
        self.made = 0

    def _reach(self) -> None:
        if self.away:
            raise StoreUnavailable

    async def new_key(self) -> str:
        self._reach()
        self.made += 1
        self.keys.add(f"key {self.made}")
        return f"key {self.made}"

    async def redeem(self, key: str) -> str | None:
        self._reach()
        await asyncio.sleep(0)
        if key not in self.keys:
            return None
        self.keys.remove(key)
        self.made += 1
        self.tokens.add(f"token {self.made}")
        if self.forgets_to_answer:
            raise StoreUnavailable
        return f"token {self.made}"

    async def check(self, token: str) -> bool:
        self._reach()
        return token in self.tokens

    async def end(self, token: str) -> None:
        self._reach()
        self.tokens.discard(token)

    async def end_others(self, token: str) -> None:
        self._reach()
        self.tokens &= {token}
        self.keys.clear()


async def with_session() -> tuple[Kept, Remembered, str]:
    kept = Kept()
    remembered = Remembered(kept)
    token = await remembered.redeem(await remembered.new_key())
    assert token is not None
    return kept, remembered, token


async def test_who_was_here_is_known_without_the_database():
    kept, remembered, token = await with_session()
    kept.away = True

    assert await remembered.check(token)
    with pytest.raises(StoreUnavailable):
        await remembered.check("another")


async def test_who_was_signed_out_is_not():
    kept, remembered, token = await with_session()
    other = await remembered.redeem(await remembered.new_key())
    assert other is not None
    await remembered.end_others(token)
    assert (remembered.knows(token), remembered.knows(other)) == (True, False)

    kept.away = True
    with pytest.raises(StoreUnavailable):
        await remembered.end(token)
    assert not remembered.knows(token)


async def test_a_session_that_the_database_knows_no_more_is_forgotten():
    kept, remembered, token = await with_session()
    kept.tokens.clear()

    assert not await remembered.check(token) and not remembered.knows(token)


async def test_a_check_that_a_sign_out_overtakes_is_not_remembered(monkeypatch: pytest.MonkeyPatch):
    kept, remembered, token = await with_session()
    checked = Kept.check

    async def slowly(token: str) -> bool:
        good = await checked(kept, token)
        await remembered.end(token)
        return good

    monkeypatch.setattr(kept, "check", slowly)
    await remembered.check(token)

    assert not remembered.knows(token)


async def test_a_key_that_was_spent_without_an_answer_still_opens_the_console_once():
    kept = Kept()
    remembered = Remembered(kept)
    key = await remembered.new_key()
    kept.forgets_to_answer = True
    with pytest.raises(StoreUnavailable):
        await remembered.redeem(key)
    kept.forgets_to_answer = False

    opened = await asyncio.gather(*(remembered.redeem(key) for _ in range(3)))
    assert sum(token is not None for token in opened) == 1


async def test_a_key_opens_once_however_many_ask_at_once():
    """A03."""
    remembered = Remembered(Kept())
    key = await remembered.new_key()
    opened = await asyncio.gather(*(remembered.redeem(key) for _ in range(5)))

    assert sum(token is not None for token in opened) == 1


async def test_a_link_that_was_revoked_opens_nothing():
    _, remembered, token = await with_session()
    key = await remembered.new_key()
    await remembered.end_others(token)

    assert await remembered.redeem(key) is None
