"""One live room: collect → decide → journal → evolve → show.  Only its task ever writes the room.

Commands that arrive while a commit runs wait for the next one and share it (group commit).  A command's
answer comes after Postgres has what follows from it.
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, reduce

from server.live.ports import Journal
from server.room.commands import CarryOver, Command, Tick
from server.room.deadlines import next_deadline
from server.room.decide import decide
from server.room.events import ClockCarriedOver, Event
from server.room.evolve import evolve, replay
from server.room.outside import JournalConflict, StoreUnavailable
from server.room.refusals import Refusal
from server.room.state import Room

log = logging.getLogger(__name__)

BATCH_MAX = 500
RETRY_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit changed, for those who show it."""

    room: Room
    events: tuple[Event, ...]


Outcome = Refusal | Exception | None  # of a command; None: done, and Postgres has it
Tell = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class _Ask:
    command: Command
    at: float  # room time of its arrival; decides about deadlines
    tell: Tell


class RoomClosed(Exception):
    """The server is shutting down; nothing more is taken."""


class Host:
    """A live room.  `room` is what Postgres has; read it freely, change it only by `ask`."""

    def __init__(self, room: Room, seq: int, journal: Journal, now: Callable[[], float]) -> None:
        self.room = room
        self.now = now
        self.trouble: StoreUnavailable | None = None  # why nothing can be saved, if that is Postgres' doing
        self.unsaved_since: float | None = None  # since when; room time
        self._seq = seq
        self._journal = journal
        self._asks: deque[_Ask] = deque()
        self._asked = asyncio.Event()
        self._done = asyncio.Event()  # nothing waits, and nothing is under way
        self._done.set()
        self._watchers: list[Callable[[Change], None]] = []
        self._task: asyncio.Task[None] | None = None
        self._bell: asyncio.TimerHandle | None = None
        self._bell_at: float | None = None
        self._closed = False
        self._doubt: StoreUnavailable | None = None  # why perhaps nothing can be saved

    @property
    def saving(self) -> bool:
        """False while Postgres does not answer."""
        return self.unsaved_since is None

    def start(self) -> None:
        """Begin to take commands."""
        self._task = asyncio.create_task(self._run(), name=f"room {self.room.code}")

    def watch(self, show: Callable[[Change], None]) -> None:
        """Call `show` after every commit, in order.  It must not block or raise."""
        self._watchers.append(show)

    async def ask(self, command: Command) -> Refusal | None:
        """Carry out a command.  None: done, and Postgres has it.

        Raises `StoreUnavailable` if it could not be saved (ask again) and `RoomClosed` at shutdown.
        """
        reply: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self.post(command, partial(_settle, reply))
        return await reply

    def post(self, command: Command, tell: Tell) -> None:
        """The same for who does not wait: `tell` hears what `ask` returns or raises, in the order of posting.

        By then whoever watches has been shown what follows.  It must not block or raise.
        """
        if self._closed:
            tell(RoomClosed())
        elif not self.saving:
            tell(self.trouble or StoreUnavailable("the database does not answer"))
        else:
            self._put(_Ask(command, self.now(), tell))

    def doubt(self, trouble: StoreUnavailable) -> None:
        """Somebody else had it: find out now, and not only when a student's answer is to be saved."""
        if self.saving and not self._closed and not self.room.ended:
            self._doubt = trouble
            self._asked.set()

    def _put(self, asked: _Ask) -> None:
        self._asks.append(asked)
        self._done.clear()
        self._asked.set()

    async def stop(self) -> None:
        """Take nothing more, finish what is under way, and end the task."""
        self._closed = True
        if self._task is None:
            return
        if self.saving:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(3):
                    await self._done.wait()
        self._task.cancel()
        if self._bell is not None:
            self._bell.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._fail_waiting(RoomClosed())

    async def _run(self) -> None:
        while True:
            batch = await self._collect()
            try:
                if batch:
                    await self._take_safely(batch)
                elif self._doubt is not None:
                    await self._recover(self.now(), self._doubt)
            except Exception as mistake:  # none that we know of; but a room must not end by one
                log.exception("room %s: its task made a mistake, and goes on", self.room.code)
                _fail(batch, mistake)
            if not self._asks:
                self._done.set()

    async def _take_safely(self, batch: list[_Ask]) -> None:
        """Whatever goes wrong, the room lives on, and only the command that is at fault fails."""
        try:
            await self._take(batch)
        except (StoreUnavailable, JournalConflict) as trouble:
            log.warning("room %s: not saved: %s", self.room.code, trouble)
            _fail(batch, StoreUnavailable(str(trouble)))
            await self._recover(min(asked.at for asked in batch), trouble)
        except Exception as mistake:
            log.exception("room %s: what follows from a command could not be written", self.room.code)
            if len(batch) == 1:
                _fail(batch, mistake)
            for asked in batch if len(batch) > 1 else []:
                await self._take_safely([asked])

    async def _collect(self) -> list[_Ask]:
        """What has come, or the next that comes: a command, or a tick when the clock says so.

        Nothing where there is a doubt instead.
        """
        self._set_bell()
        if not self._asks and self._doubt is None:
            self._asked.clear()
            await self._asked.wait()
        return [self._asks.popleft() for _ in range(min(BATCH_MAX, len(self._asks)))]

    def _set_bell(self) -> None:
        """For when the room next needs a tick; the clock moves only by what this task has taken."""
        deadline = next_deadline(self.room)
        if deadline == self._bell_at:
            return
        if self._bell is not None:
            self._bell.cancel()
        self._bell_at, self._bell = deadline, None
        if deadline is not None:
            wait = max(0.0, deadline - self.now())
            self._bell = asyncio.get_running_loop().call_later(wait, self._ring)

    def _ring(self) -> None:
        """Through the queue, so that what arrived before the bell is taken before it."""
        self._bell_at = self._bell = None  # a bell that rings too early by a hair is set again
        self._put(_Ask(Tick(), self.now(), _nobody))

    async def _take(self, batch: list[_Ask]) -> None:
        room, happened, outcomes = self.room, list[Event](), list[Outcome]()
        for asked in batch:
            try:
                decision = decide(room, asked.command, asked.at)
                if isinstance(decision, Refusal):
                    outcomes.append(decision)
                    continue
                room = reduce(evolve, decision, room)
            except Exception as mistake:
                log.exception("room %s: a command could not be carried out", room.code)
                outcomes.append(mistake)
                continue
            happened.extend(decision)
            outcomes.append(None)
        if happened:
            await self._journal.append(room.code, self._seq, happened)
            self._go_on(room, happened)
        for asked, outcome in zip(batch, outcomes, strict=True):
            asked.tell(outcome)

    def _go_on(self, room: Room, happened: Sequence[Event]) -> None:
        """Postgres has these events, and the room is what they make it."""
        self._doubt = None
        self._seq += len(happened)
        self.room = room
        self._show(Change(room, tuple(happened)))

    def say(self) -> None:
        """Tell those who watch that something beside the room has changed, such as trouble."""
        self._show(Change(self.room, ()))

    def _show(self, change: Change) -> None:
        for show in self._watchers:
            try:
                show(change)
            except Exception:
                log.exception("room %s: a change could not be shown", change.room.code)

    async def _recover(self, since: float, trouble: StoreUnavailable | JournalConflict) -> None:
        """Until the journal can be read and written again.

        What Postgres has is the truth: a commit that seemed to fail may have happened.  What is written first
        is that the time in which nothing could be is nobody's.
        """
        from_the_start = isinstance(trouble, JournalConflict)
        self.unsaved_since = since
        self._because(trouble)
        self._fail_waiting(StoreUnavailable("the database does not answer"))
        while not self.saving:
            try:
                await self._catch_up(from_the_start)
                now = self.now()
                over = decide(self.room, CarryOver(since), now)
                assert not isinstance(over, Refusal), "an outage is never refused"
                over = over or [ClockCarriedOver(0.0, now)]  # to see that writing works
                await self._journal.append(self.room.code, self._seq, over)
                self.trouble = self.unsaved_since = None
                self._go_on(reduce(evolve, over, self.room), over)
            except StoreUnavailable as still:
                self._because(still)
                await asyncio.sleep(RETRY_SECONDS)
            except JournalConflict:
                from_the_start = True
                await asyncio.sleep(RETRY_SECONDS)
            except Exception:
                self.trouble = None
                log.exception("room %s: its journal cannot be used; trying again", self.room.code)
                await asyncio.sleep(RETRY_SECONDS)

    def _because(self, trouble: StoreUnavailable | JournalConflict) -> None:
        before, self.trouble = self.trouble, _as_trouble(trouble)
        if type(before) is not type(self.trouble):
            self.say()

    async def _catch_up(self, from_the_start: bool) -> None:
        if not from_the_start:
            fresh = await self._journal.read(self.room.code, after=self._seq)
            if fresh:
                self._go_on(reduce(evolve, fresh, self.room), fresh)
            return
        journal = await self._journal.read(self.room.code)
        self._seq = min(self._seq, len(journal))  # who brought back an older state of the database has spoken
        self._go_on(replay(journal), journal[self._seq :])

    def _fail_waiting(self, trouble: Exception) -> None:
        waiting, self._asks = list(self._asks), deque()
        _fail(waiting, trouble)


def _as_trouble(trouble: StoreUnavailable | JournalConflict) -> StoreUnavailable:
    return trouble if isinstance(trouble, StoreUnavailable) else StoreUnavailable(str(trouble))


def _fail(batch: list[_Ask], trouble: Exception) -> None:
    for asked in batch:
        asked.tell(trouble)


def _settle(reply: "asyncio.Future[Refusal | None]", outcome: Outcome) -> None:
    if reply.done():
        return  # whoever asked has left
    if isinstance(outcome, Exception):
        reply.set_exception(outcome)
        reply.exception()  # whoever asked may leave without looking; that is no error
    else:
        reply.set_result(outcome)


def _nobody(_: Outcome) -> None:
    """Who asks for a tick does not wait for it."""
