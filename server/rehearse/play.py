"""A whole class of simulated students, from joining to the podium."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from random import Random

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from schema.wire import student as w
from schema.wire.base import PROTOCOL
from schema.wire.shared import Bye
from server.rehearse.characters import cast
from server.rehearse.link import Link, LinkError, link_from
from server.rehearse.seat import GETS
from server.rehearse.student import Student
from server.rehearse.tally import Tally

BAD_USAGE = 2
LINE_SECONDS = 0.5
REACH_SECONDS_MAX = 5.0


def rehearse(url: str | None, students: int) -> int:
    """Until the lesson ends or Ctrl-C.  0: everything added up; 1: something did not; 2: no such room."""
    try:
        return asyncio.run(_rehearse(link_from(url), students))
    except LinkError as error:
        print(f"threadrace: {error}", file=sys.stderr)
        return BAD_USAGE


async def _rehearse(link: Link, students: int) -> int:
    welcome = await reach(link)
    print(
        f"{students} simulated students join room {welcome.room}, “{welcome.lesson}”.\n"
        "Lead the lesson from the console; they play along until its end, or Ctrl-C.",
        flush=True,
    )
    tally = Tally(students)
    async with _shown(tally):
        await play(link, tally)
    print("\n".join(tally.report()), flush=True)
    return 1 if tally.wrong else 0


async def reach(link: Link) -> w.Welcome:
    """Says hello once.  Raises `LinkError` if there is no such room, or no server."""
    hello = w.Hello(protocol=PROTOCOL, room=link.code, token=None)
    try:
        async with asyncio.timeout(REACH_SECONDS_MAX), connect(link.socket_url, proxy=None) as socket:
            await socket.send(hello.model_dump_json())
            answer = GETS.validate_json(await socket.recv())
    except (OSError, TimeoutError, WebSocketException, ValueError) as error:
        reason = str(error).partition("\n")[0] or "no answer"
        at = f"at {link.socket_url} ({reason})"
        raise LinkError(f"No Threadrace server answers {at}.  Start one: threadrace") from error
    match answer:
        case w.Welcome():
            return answer
        case Bye(text=text):
            raise LinkError(f"{link.code}: {text}")
        case _:
            raise LinkError(f"{link.code}: the server did not welcome us")


async def play(link: Link, tally: Tally, seed: int = 1, late: int = 0) -> None:
    """Until every student is done, or Ctrl-C.  `late`: so many more, who come while others play already."""
    if late:
        tally.students += late
    playing = [
        asyncio.create_task(Student(link, character, tally, Random(f"{seed} {number}")).play())
        for number, character in enumerate(cast(late or tally.students))
    ]
    with _until_interrupted(playing):
        outcomes = await asyncio.gather(*playing, return_exceptions=True)
    tally.wrong += [repr(outcome) for outcome in outcomes if isinstance(outcome, Exception)]


@contextlib.contextmanager
def _until_interrupted(playing: "list[asyncio.Task[None]]") -> Iterator[None]:
    def stop() -> None:
        for task in playing:
            task.cancel()

    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(signal.SIGINT, stop)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.remove_signal_handler(signal.SIGINT)


@asynccontextmanager
async def _shown(tally: Tally) -> AsyncIterator[None]:
    """One line that follows what happens; where there is no terminal, a line for each turn of the lesson."""
    showing = asyncio.create_task(_show(tally, sys.stdout.isatty()))
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)
        print(flush=True)


async def _show(tally: Tally, terminal: bool) -> None:
    stage = ""
    while True:
        if terminal:
            print(f"\r\x1b[K{tally.line()}", end="", flush=True)
        elif tally.stage != stage:
            print(tally.line(), flush=True)
        stage = tally.stage
        await asyncio.sleep(LINE_SECONDS)
