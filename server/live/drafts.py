"""The editors' texts, kept so that a student finds their code on whatever page they come back to."""

from server.live.ports import Journal
from server.room.events import PlayerId


class Drafts:
    """Drafts of one room.  `save` returns when Postgres has it; raises `StoreUnavailable` otherwise."""

    def __init__(self, code: str, journal: Journal, drafts: dict[tuple[int, str], str]) -> None:
        self._code = code
        self._journal = journal
        self._drafts = drafts

    def get(self, step: int, player: PlayerId) -> str | None:
        return self._drafts.get((step, player))

    async def save(self, step: int, player: PlayerId, source: str) -> None:
        await self._journal.save_draft(self._code, step, player, source)
        self._drafts[step, player] = source
