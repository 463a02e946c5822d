"""Sessions of consoles, with a memory: a console that was here in this run comes back without the database.

One server uses a database, so nobody else ends a session behind our back.
"""

import asyncio
from hashlib import sha256
from typing import Protocol

from server.room.outside import StoreUnavailable


class Sessions(Protocol):
    """Who may use the console: a key that works once, then a session."""

    async def new_key(self) -> str: ...

    async def redeem(self, key: str) -> str | None: ...

    async def check(self, token: str) -> bool: ...

    async def end(self, token: str) -> None: ...

    async def end_others(self, token: str) -> None: ...


class Remembered:
    def __init__(self, kept: Sessions) -> None:
        self._kept = kept
        self._known: set[bytes] = set()  # sessions that were good when they were last looked at
        self._unspent: set[bytes] = set()  # keys that were made in this run
        self._redeeming = asyncio.Lock()
        self._endings = 0

    async def new_key(self) -> str:
        key = await self._kept.new_key()
        self._unspent.add(_hash(key))
        return key

    async def redeem(self, key: str) -> str | None:
        """The session that the key opens, once.

        A database that went away may have spent a key without telling us its session; then there is another.
        """
        async with self._redeeming:
            token = await self._kept.redeem(key)
            if token is None and _hash(key) in self._unspent:
                token = await self._kept.redeem(await self._kept.new_key())
            if token is not None:
                self._unspent.discard(_hash(key))
                self._known.add(_hash(token))
            return token

    async def check(self, token: str) -> bool:
        """Raises `StoreUnavailable` for a session that has not been here in this run."""
        endings = self._endings
        try:
            good = await self._kept.check(token)
        except StoreUnavailable:
            if self.knows(token):
                return True
            raise
        if not good:
            self._known.discard(_hash(token))
        elif endings == self._endings:
            self._known.add(_hash(token))
        return good

    def knows(self, token: str) -> bool:
        """Whether it was good in this run, and nobody has signed it out since."""
        return _hash(token) in self._known

    async def end(self, token: str) -> None:
        self._forget({_hash(token)})
        await self._kept.end(token)

    async def end_others(self, token: str) -> None:
        self._forget(self._known - {_hash(token)})
        self._unspent.clear()
        await self._kept.end_others(token)

    def _forget(self, ended: set[bytes]) -> None:
        self._endings += 1
        self._known -= ended


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
