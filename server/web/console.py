"""A console's socket.  It is opened only for a browser that holds a console session."""

from pydantic import TypeAdapter

from schema.wire import class_board
from schema.wire import console as w
from schema.wire import door as d
from schema.wire.shared import Bye, Done, Ping, Refused
from server.live.hall import LiveRoom
from server.live.host import Change
from server.room import events as e
from server.room.commands import Command, RenamePlayer
from server.room.events import PlayerId
from server.room.refusals import Refusal
from server.web.access import SIGNED_OUT
from server.web.connection import Connection, frame
from server.web.links import qr_svg
from server.web.nickname import BadName, checked
from server.web.services import Services
from server.web.stage import Soon, Stage
from server.web.talk import answer
from server.web.translate import asked, desk

KEY_HOURS = 12  # how long a link for one more device waits for its click, as the store keeps it
ROOMS_SECONDS = 0.5  # how long the list of rooms may lag behind
_LISTED = e.PlayerJoined | e.PlayerRemoved | e.StepShown | e.LessonEnded


class ConsoleRole:
    """Makes rooms, watches one at a time, and asks things of the one it watches."""

    sends: TypeAdapter[w.ConsoleSends] = TypeAdapter(w.ConsoleSends)
    hello = w.Hello

    def __init__(self, services: Services, connection: Connection, session: str) -> None:
        self._services = services
        self._connection = connection
        self._session = session
        self._stage: Stage | None = None
        services.console_sockets[connection] = session

    async def begin(self, hello: w.Hello) -> Bye | None:
        if not self._services.remembered.knows(self._session):
            return SIGNED_OUT  # while this page was opened
        self._services.guests.forget(self._connection.end)
        self._connection.show("welcome", frame(_welcome(self._services)))
        self._services.consoles.add(self._connection)
        if hello.room is not None:
            self._watch(hello.room)  # a room that is gone leaves the list of rooms on the screen
        return None

    async def take(self, message: w.ConsoleSends) -> None:
        match message:
            case w.OpenRoom():
                await self._open_room(message)
            case w.WatchRoom():
                found = self._watch(message.room)
                self._answer(message.key, "unknown_room", "" if found else "There is no such room any more.")
            case class_board.ClassBoardAsked():
                await self._show_class_board(message)
            case w.RenamePlayer():
                await self._rename(message)
            case w.SubmissionsAsked():
                self._show_submissions(message)
            case d.DeviceAsked():
                await self._invite_device(message)
            case d.SignOut():
                await self._sign_out(message)
            case w.Hello() | Ping():
                pass
            case _:
                await self._ask(message)

    def gone(self) -> None:
        self._services.console_sockets.pop(self._connection, None)
        self._services.consoles.discard(self._connection)
        if self._stage is not None:
            self._stage.drop(self._connection)

    def _watch(self, code: str) -> bool:
        stage = self._services.stage(code)
        if stage is None:
            return False
        if self._stage is not None:
            self._stage.drop(self._connection)
        self._stage = stage
        stage.add_console(self._connection)
        return True

    def _answer(self, key: str, reason: str, trouble: str) -> None:
        if trouble:
            self._connection.reply(Refused(key=key, reason=reason, text=trouble, retry=False))
        else:
            self._connection.reply(Done(key=key))

    async def _open_room(self, request: w.OpenRoom) -> None:
        plan = self._services.lessons.get(request.lesson)
        if plan is None:
            self._answer(request.key, "no_such_lesson", "There is no such lesson on this server.")
            return
        live = await self._services.hall.open_room(plan, request.series.strip(), request.key)
        tell_rooms(self._services)
        self._watch(live.host.room.code)
        self._answer(request.key, "", "")

    async def _show_class_board(self, request: class_board.ClassBoardAsked) -> None:
        rows = await self._services.boards.series(request.series)
        board = [class_board.ClassRow(name=r.name, points=r.points, rooms=r.rooms, rank=r.rank) for r in rows]
        self._connection.reply(class_board.ClassBoard(series=request.series, rows=board))
        self._answer(request.key, "", "")

    async def _rename(self, request: w.RenamePlayer) -> None:
        name = checked(request.name)
        if isinstance(name, BadName):
            self._answer(request.key, "name", name.reason)
        else:
            await self._carry_out(request.key, RenamePlayer(PlayerId(request.player), name.shown, name.key))

    def _show_submissions(self, request: w.SubmissionsAsked) -> None:
        found = desk.submissions(self._stage.room, request.player) if self._stage else None
        if found is not None:
            self._connection.reply(found)
        refusal = None if found is not None else Refusal.NO_SUCH_PLAYER
        self._answer(request.key, "no_such_player", refusal.value if refusal else "")

    async def _invite_device(self, request: d.DeviceAsked) -> None:
        url = f"{self._services.base_url}/console?key={await self._services.remembered.new_key()}"
        self._connection.reply(d.DeviceLink(url=url, qr_svg=qr_svg(url), hours=KEY_HOURS))
        self._answer(request.key, "", "")

    async def _sign_out(self, request: d.SignOut) -> None:
        services = self._services
        end = services.remembered.end_others if request.others else services.remembered.end
        await end(self._session)
        self._answer(request.key, "", "")
        for connection, session in list(services.console_sockets.items()):
            if (session != self._session) is request.others:
                connection.end(SIGNED_OUT)
        if services.on_key_used is not None:
            await services.on_key_used()

    async def _ask(self, request: asked.RoomRequest) -> None:
        await self._carry_out(request.key, asked.from_console(request))

    async def _carry_out(self, key: str, command: Command) -> None:
        if self._stage is None:
            self._answer(key, "no_room", "Choose a room first.")
        else:
            await answer(self._connection, key, await self._stage.live.host.ask(command))


def tell_rooms(services: Services) -> None:
    """Every console sees the list of rooms as it is now."""
    text = frame(_welcome(services))
    for connection in services.consoles:
        connection.show("welcome", text)


def follow_room(services: Services, live: LiveRoom) -> None:
    """The list of rooms says how many are in each, and how far it is."""
    soon = Soon(ROOMS_SECONDS, lambda: tell_rooms(services))

    def on_change(change: Change) -> None:
        if services.consoles and any(isinstance(event, _LISTED) for event in change.events):
            soon()

    live.host.watch(on_change)


def tell_isolation(services: Services) -> None:
    """Every page hears how submissions are confined now, and whether code can be run."""
    tell_rooms(services)
    for stage in services.stages.values():
        stage.show_isolation()


def _welcome(services: Services) -> w.Welcome:
    isolation = services.isolation()
    return w.Welcome(
        lessons=[desk.lesson_offer(plan) for plan in services.lessons.values()],
        rooms=[desk.room_offer(live.host.room) for live in reversed(services.hall.rooms())],
        sandbox=isolation.promise,
        code_off=isolation.off,
    )
