"""Who comes in: names that the server goes by, guests, wrong codes, and the instructor's yes."""

import asyncio
from itertools import product

import aiohttp
import pytest

from schema.wire.base import PROTOCOL
from server.live.hall import LiveRoom, new_code
from server.room import commands as c
from server.web import guesses as guesses_module
from server.web.guesses import Guesses, network_of
from server.web.guests import Guests
from server.web.names import Names
from tests.serving import Served, new_token

HERE = Names("https://quiz.example.org", frozenset({"localhost", "laptop", "laptop.local"}))


@pytest.mark.parametrize(
    "host",
    [
        *("localhost:8000", "LOCALHOST:8000", "laptop.local:8000", "127.0.0.1:8000", "192.168.1.20:8000"),
        *("[::1]:8000", "[fe80::1]:8000", "quiz.example.org", "Quiz.Example.org"),
    ],
)
def test_our_own_names_are_known(host: str):
    assert HERE.knows(host, 8000)


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8001", "localhost"),
        *("localhost.:8000", "localhost.evil.example:8000", "127.0.0.1.evil.example:8000", "", ":8000"),
        *("quiz.example.org:8000", "quiz.example.org.", "[::1]", "127.0.0.1:8000:8000", "127.0.0.1:08000x"),
        *("user@localhost:8000", "2130706433:8000", "0x7f000001:8000", "127.1:8000"),
        *("::1:8000", "[127.0.0.1]:8000", "[fe80::1%evil]:8000", "127.0.0.1:08000", "127.0.0.1:+8000"),
        *("[::1]8000", "[::1:8000", "127.0.0.1:8000 ", "127.0.0.1:٨000", "localhost:8000\n"),
    ],
)
def test_any_other_name_is_somebody_elses(host: str):
    """W03: a page that had its own name point at us (DNS rebinding) gets nothing."""
    assert not HERE.knows(host, 8000)


def test_without_a_port_the_usual_one_is_meant():
    assert HERE.knows("127.0.0.1", 80)


PATHS = ("/", "/console", "/healthz", "/assets/page-ABC123.js", "/ws/student", "/no/such")


async def test_a_request_for_somebody_else_is_answered_421(served: Served):
    """W03."""
    hosts = ("evil.example", f"evil.example:{served.port}", "127.0.0.1:1")
    async with aiohttp.ClientSession(served.url) as browser:
        for path, host in product(PATHS, hosts):
            async with browser.get(path, headers={"Host": host}) as response:
                assert response.status == 421, (path, host)
                assert "--public-url" in await response.text()
                assert "Content-Security-Policy" in response.headers


FOREIGN_TARGETS = (
    *("http://evil.example/", "http://evil.example/ws/console", "https://evil.example/console"),
    *("http://127.0.0.1/", "evil.example:80", "evil.example", "*", "http:/console"),
)


@pytest.mark.parametrize("method", ["GET", "CONNECT", "OPTIONS"])
@pytest.mark.parametrize("target", FOREIGN_TARGETS)
async def test_a_request_names_a_path_and_no_server(served: Served, method: str, target: str):
    """W03: who asks as one asks a proxy cannot talk past the Host that is looked at."""
    own = f"127.0.0.1:{served.port}"
    origin = "http://evil.example"
    head = await asked(served, f"{method} {target} HTTP/1.1", f"Host: {own}", f"Origin: {origin}", *UPGRADE)

    assert head.split()[1] == b"400", head
    assert b"Content-Security-Policy" in head and b"evil" not in head


UPGRADE = (
    *("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"),
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


async def asked(served: Served, *lines: str) -> bytes:
    """The head of the answer to a request that is written by hand."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write("\r\n".join([*lines, "", ""]).encode())
    async with asyncio.timeout(10):
        head = await reader.readuntil(b"\r\n\r\n")
    writer.close()
    return head


PUBLIC = "https://quiz.example.org"


@pytest.mark.parametrize(
    ("host", "origins", "status"),
    [
        ("own", ["own"], b"101"),
        ("own", [], b"101"),
        ("own", ["own", "own"], b"403"),
        ("own", ["own", "http://evil.example"], b"403"),
        ("own", ["http://evil.example", "own"], b"403"),
        ("own", [PUBLIC], b"403"),
        ("localhost", ["own"], b"403"),
        ("quiz.example.org", [PUBLIC], b"101"),
        ("quiz.example.org", ["http://quiz.example.org"], b"403"),
        ("quiz.example.org", ["own"], b"403"),
    ],
)
async def test_a_page_speaks_to_the_name_that_it_came_from(
    served: Served, host: str, origins: list[str], status: bytes
):
    """W02: one Origin or none, and exactly that of the name which was asked for."""
    served.services.names = Names(PUBLIC)
    own = f"127.0.0.1:{served.port}"
    host = {"own": own, "localhost": f"localhost:{served.port}"}.get(host, host)
    said = [f"Origin: {served.url if origin == 'own' else origin}" for origin in origins]

    assert (await asked(served, "GET /ws/student HTTP/1.1", f"Host: {host}", *said, *UPGRADE)).split()[
        1
    ] == status


async def test_a_forwarded_address_is_not_believed(served: Served, monkeypatch: pytest.MonkeyPatch):
    """X09: who forges `X-Forwarded-For` is still who they are."""
    monkeypatch.setattr(served.services, "guesses", Guesses())
    for number in range(guesses_module.PER_ADDRESS_AT_ONCE + 1):
        room = f"NR{number:04}"
        headers = {"X-Forwarded-For": f"10.0.0.{number}", "Forwarded": f"for=10.0.0.{number}"}
        async with served.page("student", **headers) as page:
            await page.send("hello", protocol=PROTOCOL, room=room, token=None)
            bye = await page.bye()

    assert bye["reason"] == "abuse"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def tried(guesses: Guesses, address: str, times: int) -> int:
    """How many wrong codes of so many were looked at."""
    looked_at = 0
    for _ in range(times):
        if guesses.allowed(address):
            looked_at += 1
            guesses.wrong(address)
    return looked_at


def test_ten_thousand_guesses_from_one_address_are_sixty():
    """A02; in an hour 1,860, of 2.4 × 10⁸ codes."""
    clock = Clock()
    guesses = Guesses(clock)
    at_once = tried(guesses, "10.0.0.1", 10_000)
    clock.now = 60.0

    assert (at_once, tried(guesses, "10.0.0.1", 10_000)) == (60, 30)
    assert guesses.allowed("10.0.0.2")


def test_the_same_wrong_code_costs_once():
    """A page of a room that is gone may ask for it all day; whoever tries codes asks for others."""
    guesses = Guesses(Clock())
    for _ in range(1000):
        guesses.wrong("10.0.0.1", "CDFGHJ")
    for number in range(guesses_module.PER_ADDRESS_AT_ONCE - 2):
        guesses.wrong("10.0.0.1", f"NR{number:04}")

    assert guesses.allowed("10.0.0.1")
    guesses.wrong("10.0.0.1", "LAST")
    assert not guesses.allowed("10.0.0.1")


def test_guesses_from_two_hundred_addresses_are_limited_together():
    """A02: then only addresses that never guessed wrong are let through, once each."""
    guesses = Guesses(Clock())
    looked_at = sum(tried(guesses, f"10.0.0.{number}", 50) for number in range(200))

    assert looked_at <= guesses_module.IN_TOTAL_AT_ONCE + 200
    assert guesses.allowed("10.1.0.1")


def test_one_customers_ipv6_addresses_are_one():
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:2") != network_of("2001:db8:0:1::1")
    assert network_of("::ffff:10.0.0.1") == network_of("10.0.0.1")


async def test_a_school_behind_one_address_joins_while_somebody_guesses_and_comes_back_always(
    served: Served, live: LiveRoom, code: str
):
    """A02: right codes cost nothing, wrong ones tell nothing past the limit, and a seat is let in anyway."""
    for _ in range(guesses_module.PER_ADDRESS_AT_ONCE + 40):  # right ones
        async with served.student(code):
            pass
    token = new_token()
    async with served.seated(code, "Ada", token):
        pass
    byes = []
    for room in [*(new_code() for _ in range(guesses_module.PER_ADDRESS_AT_ONCE)), "NOROOM", code]:
        async with served.student(room) as guesser:
            byes.append(await guesser.bye())

    assert {bye["reason"] for bye in byes[:-2]} == {"unknown_room"}
    assert byes[-1] == byes[-2] and byes[-1]["come_back"]
    async with served.student(code, token) as ada:
        assert (await ada.until("welcome"))["seated"]


async def test_a_stranger_is_told_the_same_of_a_locked_room_and_of_none(
    served: Served, live: LiveRoom, code: str
):
    """A02: guessing codes finds no locked room."""
    await live.host.ask(c.LockRoom(True))
    async with served.student(code) as locked, served.student("NOROOM") as none:
        byes = [await page.bye() for page in (locked, none)]

    assert byes[0] == byes[1] and byes[0]["reason"] == "unknown_room"


def test_the_oldest_guest_makes_room_for_the_newest():
    """W16: of one address, and of all."""
    guests, gone = Guests(per_network_max=3, guests_max=5), []

    def guest(name: str):
        return lambda bye: gone.append((name, bye.come_back))

    pages = {name: guest(name) for name in ("a1", "a2", "a3", "a4", "b1", "b2", "c1")}
    for name, page in pages.items():
        guests.enter(page, name[0])
    guests.forget(pages["a2"])
    guests.forget(pages["a2"])

    assert gone == [("a1", True), ("a2", True)]
    assert len(guests) == 5


async def test_a_crowd_that_never_says_hello_keeps_nobody_out(
    served: Served, code: str, monkeypatch: pytest.MonkeyPatch
):
    """W16: the class that is in stays, newcomers get in, and the silent are gone after their five seconds."""
    monkeypatch.setattr("server.web.talk.HELLO_SECONDS_MAX", 1.0)
    monkeypatch.setattr(served.services, "guests", Guests(per_network_max=50))
    async with served.seated(code, "Ada") as ada, served.projector(code) as projector:
        await projector.until("scene")
        async with aiohttp.ClientSession(served.url, connector=aiohttp.TCPConnector(limit=0)) as crowd:
            silent = [await crowd.ws_connect("/ws/student") for _ in range(300)]
            assert len(served.services.guests) <= 50
            async with served.seated(code, "Late"):
                pass
            closed = [await asyncio.wait_for(socket.receive(), 10) for socket in silent]
        for page in (ada, projector):
            await page.send("ping")
            await page.until("pong")

    assert all('"bye"' in str(message.data) for message in closed)
    assert len(served.services.guests) == 0


async def test_who_waits_is_let_in_without_a_reload(served: Served, live: LiveRoom, code: str):
    """A13: a student at the door, on the console, on the projector, and after the yes."""
    token = new_token()
    async with served.console(code) as console, served.projector(code) as projector:
        await console.do("set_approval", on=True)
        async with served.student(code) as eve:
            await eve.do("join", name="Eve", token=token)
            assert eve.last("welcome")["waiting"] and not eve.last("welcome")["seated"]
        async with served.student(code, token) as eve:
            assert (await eve.until("welcome"))["waiting"]
            (line,) = (await console.until("roster", lambda roster: roster["waiting"]))["waiting"]
            assert (await projector.scene(waiting=1))["starters"] == []
            refused = await eve.ask("answer", step=2, answer={"form": "pick", "option": 0})

            await console.do("admit", players=[line["player"]])
            await eve.until("welcome", lambda welcome: welcome["seated"])
            you = await eve.until("you")

    assert line["name"] == you["name"] == "Eve" and refused["reason"] == "not_seated"
    assert live.host.room.players[you["player"]].number == 1


async def test_who_is_turned_away_is_told(served: Served, live: LiveRoom, code: str):
    await live.host.ask(c.SetApproval(True))
    async with served.console(code) as console, served.student(code) as eve:
        await eve.do("join", name="Eve", token=new_token())
        (line,) = (await console.until("roster", lambda roster: roster["waiting"]))["waiting"]
        await console.do("turn_away", players=[line["player"]])
        bye = await eve.bye()

    assert (bye["reason"], bye["come_back"]) == ("turned_away", False)


async def test_one_page_waits_once_and_the_newest_page_counts(served: Served, live: LiveRoom, code: str):
    await live.host.ask(c.SetApproval(True))
    token = new_token()
    async with served.student(code) as first, served.student(code) as second:
        await first.do("join", name="Eve", token=token)
        refused = await first.ask("join", name="Eve 2", token=new_token())
        await second.do("join", name="Eve", token=token)
        bye = await first.bye()

    assert refused["reason"] == "seated" and bye["reason"] == "replaced"
    assert len(live.host.room.waiting) == 1


async def test_a_flood_of_bots_is_cleared_and_real_students_keep_their_places(
    served: Served, live: LiveRoom, code: str, monkeypatch: pytest.MonkeyPatch
):
    """A13, over real sockets: bots are sent back to the door, where they wait; Ada notices nothing."""
    token = new_token()
    async with served.seated(code, "Ada", token) as ada, served.console(code) as console:
        ago = live.host.now
        monkeypatch.setattr(live.host, "now", lambda: ago() + 120)  # Ada has been here for two minutes
        async with aiohttp.ClientSession(served.url) as bots:
            sockets = [await _bot(bots, code, number) for number in range(60)]
            await console.do("clear_newcomers")
            byes = [await _bye(socket) for socket in sockets]
            again = await _bot(bots, code, 1)
            await ada.send("ping")
            await ada.until("pong")

    assert {bye["reason"] for bye in byes} == {"cleared"} and all(bye["come_back"] for bye in byes)
    assert [player.name for player in live.host.room.active()] == ["Ada"]
    assert [waiting.name for waiting in live.host.room.waiting.values()] == ["Bot 1"] and not again.closed


async def _bot(session: aiohttp.ClientSession, code: str, number: int) -> aiohttp.ClientWebSocketResponse:
    socket = await session.ws_connect("/ws/student")
    await socket.send_json({"type": "hello", "protocol": PROTOCOL, "room": code, "token": None})
    join = {"type": "join", "key": f"key-b{number:05}", "name": f"Bot {number}", "token": new_token()}
    await socket.send_json(join)
    while (await socket.receive_json())["type"] != "done":
        pass
    return socket


async def _bye(socket: aiohttp.ClientWebSocketResponse) -> dict[str, object]:
    while True:
        message = await socket.receive_json()
        if message["type"] == "bye":
            return dict(message)
