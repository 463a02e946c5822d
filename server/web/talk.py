"""A conversation on one socket, the same for every role: hello, then messages, then bye."""

import asyncio
import json
import logging
from typing import Any, Protocol, cast

from aiohttp import HttpVersion11, WSMsgType, hdrs, web
from pydantic import BaseModel, TypeAdapter, ValidationError

from schema.wire.base import FRAME_BYTES_MAX, PROTOCOL, Key
from schema.wire.shared import Bye, Done, Ping, Refused
from server.live.host import Outcome, RoomClosed
from server.room.outside import StoreUnavailable
from server.room.refusals import Refusal
from server.web.access import NOT_KNOWN_YET, OLD_PAGE, STOPPING, TOO_MANY, TOO_QUIET, TokenBucket
from server.web.connection import Connection, framed
from server.web.line import Seldom
from server.web.names import Names

log = logging.getLogger(__name__)

HELLO_SECONDS_MAX = 5.0
HEARTBEAT_SECONDS = 20.0
MESSAGES_PER_SECOND = 20
MESSAGES_AT_ONCE = 40
FOREIGN_SECONDS = 60.0  # how often the log says that foreign pages were refused
WEBSOCKET_VERSION = "13"
PONGS_PER_SECOND, PONGS_AT_ONCE = 2, 60  # we ask every twenty seconds
MISTAKES_TOLD_MAX = 20  # a message that is wrong in more places than that is nobody's slip
MISTAKES = 500  # take about as long to find as a message takes, and cost as much
PASSING = frozenset({Refusal.CLOCK_PAUSED})  # what was sent before the pause and lost its line is sent again
PONG = framed(b'{"type":"pong"}')


class Role(Protocol):
    """What one kind of page may say, and what comes of it.  `Any` stands for that role's own messages."""

    @property
    def sends(self) -> TypeAdapter[Any]: ...

    @property
    def hello(self) -> type[BaseModel]: ...

    async def begin(self, hello: Any) -> Bye | None:
        """The page has said hello.  A `Bye` sends it away."""
        ...

    async def take(self, message: Any) -> None:
        """Carry out a message other than hello and ping."""
        ...

    def gone(self) -> None:
        """The socket has ended, for whatever reason."""
        ...


def tell(connection: Connection, key: str | None, outcome: Outcome) -> None:
    """Tell a browser what became of its request; one without a key is not told that it is done."""
    match outcome:
        case None:
            if key is not None:
                connection.reply(Done(key=key))
        case Refusal():
            passes = outcome in PASSING
            connection.reply(Refused(key=key, reason=outcome.reason, text=outcome.value, retry=passes))
        case StoreUnavailable():
            text = "Not saved yet, trying again."
            connection.reply(Refused(key=key, reason="not_saved", text=text, retry=True))
        case RoomClosed():
            connection.end(STOPPING)
        case _:
            text = "Something went wrong on the server. Try again."
            connection.reply(Refused(key=key, reason="internal", text=text, retry=False))


async def answer(connection: Connection, key: str, refusal: Refusal | None) -> None:
    """The same, for what was waited for."""
    tell(connection, key, refusal)


class Conversation:
    """Reads one socket and hands on what it says, within limits."""

    def __init__(self, connection: Connection, role: Role) -> None:
        self._connection = connection
        self._role = role
        self._budget = TokenBucket(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE)
        self._pongs = TokenBucket(PONGS_PER_SECOND, PONGS_AT_ONCE)

    async def hold(self) -> None:
        """Until either side ends it."""
        try:
            bye = await self._read()
            if bye is not None:
                self._connection.end(bye)
        finally:
            self._role.gone()
            await self._connection.ended()

    async def _read(self) -> Bye | None:
        """Until the page is gone or must go."""
        bye = await self._greet()
        while bye is None:
            said = await self._receive()
            if said is None:
                return None
            if isinstance(said, Bye):
                return said
            await self._take(said)
        return bye

    async def _receive(self) -> str | Bye | None:
        """The next text frame; a `Bye` for a page that floods; None when it is gone or broke the protocol."""
        while True:
            message = await self._connection.socket.receive()
            match message.type:
                case WSMsgType.TEXT | WSMsgType.PING if not self._budget.take():
                    return TOO_MANY
                case WSMsgType.PONG if not self._pongs.take():
                    return TOO_MANY
                case WSMsgType.TEXT:
                    return cast(str, message.data)
                case WSMsgType.PING:
                    await self._connection.socket.pong(message.data)
                case WSMsgType.PONG:
                    pass  # to the heartbeat's ping
                case WSMsgType.BINARY:
                    await self._connection.socket.close(code=1003, message=b"text frames only")
                    return None
                case _:
                    return None

    async def _greet(self) -> Bye | None:
        try:
            async with asyncio.timeout(HELLO_SECONDS_MAX):
                text = await self._receive()
        except TimeoutError:
            return TOO_QUIET
        if isinstance(text, Bye):
            return text
        message = self._parsed(text) if text is not None else None
        if message is None or not isinstance(message, self._role.hello):
            return TOO_QUIET
        if getattr(message, "protocol", None) != PROTOCOL:
            return OLD_PAGE
        try:
            return await self._role.begin(message)
        except StoreUnavailable:
            return NOT_KNOWN_YET

    async def _take(self, text: str) -> None:
        message = self._parsed(text)
        if isinstance(message, Ping):
            self._connection.show("pong", PONG)
        elif message is not None and not isinstance(message, self._role.hello):
            await self._carry_out(message)

    async def _carry_out(self, message: BaseModel) -> None:
        try:
            await self._role.take(message)
        except Exception as trouble:
            if not isinstance(trouble, StoreUnavailable | RoomClosed):
                log.exception("a %s message could not be carried out", type(message).__name__)
            tell(self._connection, getattr(message, "key", None), trouble)

    def _parsed(self, text: str) -> Any:
        """The message, or None after telling the page what is wrong with it."""
        try:
            message = self._role.sends.validate_json(text)
            json.loads(text, object_pairs_hook=_each_key_once)
            return message
        except ValidationError as wrong:
            self._budget.charge(wrong.error_count() // MISTAKES)
            if wrong.error_count() > MISTAKES_TOLD_MAX:  # to list them all takes long
                self._refuse_malformed(None, "message: wrong in too many places")
                return None
            first = wrong.errors(include_url=False, include_input=False, include_context=False)[0]
            place = ".".join(str(part) for part in first["loc"][1:]) or "message"
            self._refuse_malformed(key_in(text), f"{place}: {first['msg']}"[:200])
        except _KeyTwice as twice:
            self._refuse_malformed(key_in(text), f"{twice}: must not stand there twice")
        return None

    def _refuse_malformed(self, key: str | None, text: str) -> None:
        self._connection.reply(Refused(key=key, reason="malformed", text=text, retry=False))


def key_in(text: str) -> str | None:
    """The key of a request that cannot be read otherwise, so that its page does not repeat it for ever; None
    where there is none, or where readers may disagree on it."""
    try:
        said = json.loads(text, object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        return None
    keys = [value for name, value in said if name == "key"] if isinstance(said, tuple) else []
    try:
        return _KEY.validate_python(keys[0]) if len(keys) == 1 else None
    except ValidationError:
        return None


_KEY: TypeAdapter[str] = TypeAdapter(Key)


class _KeyTwice(Exception):
    """JSON whose readers may disagree on what it says."""


def _each_key_once(pairs: list[tuple[str, object]]) -> None:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise _KeyTwice(next(key for key in keys if keys.count(key) > 1))


_foreign = Seldom(FOREIGN_SECONDS)


async def open_socket(request: web.Request, names: Names) -> Connection:
    """Accept a socket from one of our own pages, with its limits set.

    Raises 403 for a foreign page, and 400 or 426 for a handshake that is not RFC 6455's (4.2.1).
    """
    if not names.is_our_page(request):
        if times := _foreign.due():
            log.warning(
                "%d sockets of other sites' pages were refused, the last from %s", times, request.remote
            )
        raise web.HTTPForbidden(text="This socket is for the pages of this server only.")
    if request.method != hdrs.METH_GET or request.version < HttpVersion11:
        raise web.HTTPBadRequest(text="A WebSocket begins with GET and HTTP/1.1.")
    if request.headers.getall(hdrs.SEC_WEBSOCKET_VERSION, [WEBSOCKET_VERSION]) != [WEBSOCKET_VERSION]:
        version = {hdrs.SEC_WEBSOCKET_VERSION: WEBSOCKET_VERSION}
        raise web.HTTPUpgradeRequired(text=f"Use WebSocket version {WEBSOCKET_VERSION}.", headers=version)
    socket = web.WebSocketResponse(
        max_msg_size=FRAME_BYTES_MAX,
        compress=False,
        heartbeat=HEARTBEAT_SECONDS,
        timeout=2.0,
        autoping=False,  # pings have a budget, too
    )
    writer = await socket.prepare(request)
    return Connection(socket, request.protocol, writer, request.remote or "")
