"""What students have so far, kept so that they find it on whatever page they come back to."""

from server.live.ports import Journal
from server.room.outside import DraftKey


class Drafts:
    """Drafts of one room.  `save` returns when Postgres has it; raises `StoreUnavailable` otherwise."""

    def __init__(self, code: str, journal: Journal, drafts: dict[DraftKey, str]) -> None:
        self._code = code
        self._journal = journal
        self._drafts = drafts

    def get(self, place: DraftKey) -> str | None:
        return self._drafts.get(place)

    async def save(self, place: DraftKey, source: str) -> None:
        await self._journal.save_draft(self._code, place, source)
        self._drafts[place] = source
