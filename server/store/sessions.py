"""Who may use the console: a key that works once, then a session.

Both are 256 random bits, and only their SHA-256 is kept: who reads the database cannot become the instructor.
"""

import hmac
import secrets
from hashlib import sha256

from server.store.pool import Pool

KEY_HOURS = 12  # how long a printed link waits for its click
SESSION_DAYS = 30  # how long a browser may stay away


class Sessions:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def new_key(self) -> str:
        """A key for one more browser.  It is shown to the instructor and kept nowhere."""
        key = secrets.token_urlsafe(32)
        await self._pool.execute(
            "INSERT INTO console_key (hash) VALUES ($1) ON CONFLICT DO NOTHING", _hash(key)
        )
        return key

    async def redeem(self, key: str) -> str | None:
        """The session token that the key opens.  None if the key is wrong, too old or was used before."""
        token = secrets.token_urlsafe(32)
        found = await self._pool.value(
            """WITH redeemed AS (
                UPDATE console_key SET redeemed = now()
                WHERE hash = $1 AND redeemed IS NULL AND made > now() - make_interval(hours => $3)
                RETURNING hash
            ), opened AS (INSERT INTO console_session (hash) SELECT $2::bytea FROM redeemed)
            SELECT hash FROM redeemed""",
            *(_hash(key), _hash(token), KEY_HOURS),
        )
        return token if _is(found, key) else None

    async def check(self, token: str) -> bool:
        """Whether this is the token of a session; notes that it was seen."""
        found = await self._pool.value(
            """UPDATE console_session SET seen = now()
            WHERE hash = $1 AND seen > now() - make_interval(days => $2) RETURNING hash""",
            *(_hash(token), SESSION_DAYS),
        )
        return _is(found, token)

    async def end(self, token: str) -> None:
        """The session is over; its token is worth nothing from here on."""
        await self._pool.execute("DELETE FROM console_session WHERE hash = $1", _hash(token))

    async def end_others(self, token: str) -> None:
        """All sessions but this one are over, and so are the links that nobody has opened yet."""
        await self._pool.execute("DELETE FROM console_session WHERE hash <> $1", _hash(token))
        await self._pool.execute("DELETE FROM console_key WHERE redeemed IS NULL")

    async def forget_stale(self) -> None:
        """Drops keys that nobody redeemed in time, and sessions that nobody came back to."""
        await self._pool.execute(
            "DELETE FROM console_key WHERE made < now() - make_interval(hours => $1)", KEY_HOURS
        )
        await self._pool.execute(
            "DELETE FROM console_session WHERE seen < now() - make_interval(days => $1)", SESSION_DAYS
        )


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _is(found: bytes | None, secret: str) -> bool:
    return found is not None and hmac.compare_digest(found, _hash(secret))
