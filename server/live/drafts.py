"""What students have so far, kept so that they find it on whatever page they come back to."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from server.live.host import Outcome, Tell
from server.live.ports import Journal
from server.room.outside import DraftKey, StoreUnavailable

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Sent:
    """The newest draft for its place, and all who wait for this one or for one that it replaces."""

    source: str
    at: float
    tell: list[Tell] = field(default_factory=list)


class Drafts:
    """Drafts of one room.  For each place one is saved at a time, and only the newest of those that wait."""

    def __init__(
        self, code: str, journal: Journal, drafts: dict[DraftKey, str], now: Callable[[], float]
    ) -> None:
        self._code = code
        self._journal = journal
        self._drafts = drafts
        self._now = now
        self._waiting: dict[DraftKey, _Sent] = {}
        self._saving: dict[DraftKey, asyncio.Task[None]] = {}

    def get(self, place: DraftKey) -> str | None:
        return self._drafts.get(place)

    def post(self, place: DraftKey, source: str, tell: Tell) -> None:
        """Save it.  `tell` hears None when Postgres has it or a newer one, or what went wrong.

        Whoever types and submits does not wait for it, so it may never hold up what comes after.
        """
        older = self._waiting.get(place)
        self._waiting[place] = _Sent(source, self._now(), [*(older.tell if older else ()), tell])
        if place not in self._saving:
            self._saving[place] = asyncio.create_task(self._save(place), name=f"draft in {self._code}")

    async def stop(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._saving.values(), return_exceptions=True)

    async def _save(self, place: DraftKey) -> None:
        try:
            while (sent := self._waiting.pop(place, None)) is not None:
                outcome = await self._saved(place, sent)
                for tell in sent.tell:
                    tell(outcome)
        finally:
            del self._saving[place]

    async def _saved(self, place: DraftKey, sent: _Sent) -> Outcome:
        try:
            await self._journal.save_draft(self._code, place, sent.source, sent.at)
        except StoreUnavailable as trouble:
            return trouble
        except Exception as mistake:
            log.exception("room %s: a draft could not be saved", self._code)
            return mistake
        self._drafts[place] = sent.source
        return None
