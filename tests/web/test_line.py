"""A line of plain HTTP: what is sent on it costs us little, and what we say by ourselves repeats nothing."""

import asyncio
import gzip
import socket
import time
from typing import Any, cast

import pytest
from aiohttp.compression_utils import ZLibDecompressor

from server.web import door as door_module
from server.web import line
from server.web.access import SECURITY_HEADERS
from server.web.door import REQUEST_SECONDS_MAX, Door
from server.web.line import Line, Seldom
from tests.serving import Served


def door_of(served: Served) -> Door:
    (door,) = served.runner.sites
    return cast(Door, door)


async def answer(served: Served, request: bytes) -> bytes:
    """Everything that comes back until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(request)
    async with asyncio.timeout(10):
        found = await reader.read()
    writer.close()
    return found


async def test_a_body_is_not_unpacked(served: Served, monkeypatch: pytest.MonkeyPatch):
    """X12: a hundred kilobytes that would become a hundred megabytes stay what they are."""
    unpacked: list[int] = []
    monkeypatch.setattr(
        ZLibDecompressor, "decompress_sync", lambda self, data, *more: unpacked.append(len(data))
    )
    bomb = gzip.compress(bytes(10_000_000))
    head = (
        f"POST /console HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n"
        f"Content-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    )
    found = await answer(served, head.encode() + bomb)

    assert found.split()[1] == b"413" and unpacked == []


async def test_whoever_goes_on_sending_after_the_answer_is_hung_up_on(served: Served):
    """X12: the rest of what nobody wants is waited for one second, not ten."""
    assert door_module.LINGER_SECONDS_MAX <= 1.0
    begun = asyncio.get_running_loop().time()
    head = f"POST /console HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: 1000000\r\n\r\n"
    await answer(served, head.encode())

    assert asyncio.get_running_loop().time() - begun < 5


UNREADABLE = (
    "GET / HTTP/1.1\r\nHost: x\r\nCookie: threadrace_console=canary\r\nno colon canary\r\n\r\n",
    "GET /console?key=canary HTTP/9.9\r\n\r\n",
    "canary / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /console?key=canary HTTP/1.1\r\nHost: x\r\nA: " + "b" * 20_000 + "\r\n\r\n",
    "GET /\x00canary HTTP/1.1\r\nHost: x\r\n\r\n",
)


async def test_what_cannot_be_read_is_repeated_nowhere(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """A04, X06: neither log nor answer holds what was sent, and a thousand of them are one line."""
    monkeypatch.setattr(line, "_seldom", Seldom(60))
    for request in UNREADABLE:
        found = await answer(served, request.encode())

        assert found.split()[1] == b"400", request
        assert b"canary" not in found and line.UNREADABLE.encode() in found
        assert all(name.encode() in found for name in [*SECURITY_HEADERS, "Cache-Control"]), found

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "canary" not in caplog.text and "Traceback" not in caplog.text


async def test_our_own_mistake_is_in_the_log_and_not_on_the_page(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_: object) -> bool:
        raise RuntimeError("canary")

    monkeypatch.setattr("server.web.names.Names.knows", fail)
    found = await answer(served, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())

    assert found.split()[1] == b"500" and b"canary" not in found and b"Content-Security-Policy" in found
    assert "RuntimeError" in caplog.text


def test_what_happens_all_the_time_is_said_now_and_then():
    now = [0.0]
    seldom = Seldom(60, lambda: now[0])
    said = []
    for at in (0, 1, 2, 61, 62, 200):
        now[0] = float(at)
        said.append(seldom.due())

    assert said == [1, 0, 0, 3, 0, 2]


async def test_a_full_server_says_so_with_the_headers_of_every_page():
    """X06."""
    head = door_module.FULL.partition(b"\r\n\r\n")[0]

    assert all(name.encode() in head for name in [*SECURITY_HEADERS, "Retry-After"]) and b"{" not in head


async def test_who_asks_for_a_page_and_takes_nothing_is_cut_off(
    served: Served, monkeypatch: pytest.MonkeyPatch
):
    """F12, W15: and who takes it slowly gets it whole."""
    assert door_module.STUCK_SECONDS_MAX == 20.0
    monkeypatch.setattr(door_module, "STUCK_SECONDS_MAX", 0.4)
    size = 12_000_000
    (served.services.client_dir / "student.html").write_bytes(bytes(size))
    door = door_of(served)
    request = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nConnection: close\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", served.port)) as takes_nothing:
        takes_nothing.sendall(request)
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port, limit=2**16)
        writer.write(request)
        taken = 0
        while part := await reader.read(400_000):
            taken += len(part)
            await asyncio.sleep(0.02)
        writer.close()
        async with asyncio.timeout(10):
            while door.open:  # noqa: ASYNC110 - a line that is cut off sends no event
                await asyncio.sleep(0.05)

    assert taken > size


class Wire(asyncio.Transport):
    """One that comes from an address, and does nothing."""

    def __init__(self, address: str) -> None:
        super().__init__({"peername": (address, 50_000), "sockname": ("10.0.0.1", 8000)})
        self.written = b""

    def write(self, data: Any) -> None:
        self.written += data

    def abort(self) -> None: ...

    def close(self) -> None: ...

    def is_closing(self) -> bool:
        return False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None: ...


async def test_no_network_takes_the_last_places(served: Served):
    """W16: a school's address has most of them, one student's /64 is one network, this machine is none."""
    server = served.runner.server
    assert server is not None
    door = Door(served.runner, socket.socket(), most=16)
    loop = asyncio.get_running_loop()

    def come(address: str) -> tuple[bool, door_module._Caller]:
        caller, wire = door_module._Caller(door, Line(server, loop=loop)), Wire(address)
        caller.connection_made(wire)
        return wire.written == b"", caller

    crowd = [come(f"2001:db8::{number:x}") for number in range(1, 20)]
    others = [come(f"10.0.0.{number}")[0] for number in range(2)]
    here = come("127.0.0.1")[0] and come("::ffff:127.0.0.1")[0]
    for got_in, caller in crowd:
        if got_in:
            caller.connection_lost(None)
    again = come("2001:db8::ffff")[0]

    assert sum(got_in for got_in, _ in crowd) == 12
    assert all(others) and here and again


SHAPES = {
    "X10 two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "X10 length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "X10 chunks that are none": b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "X10 space before the colon": b"Content-Length : 5\r\n\r\nhello",
    "X10 bare line feeds": b"A: b\nContent-Length: 5\r\n\r\nhello",
    "W14 5000 headers": b"".join(b"A%d: b\r\n" % number for number in range(5000)) + b"\r\n",
    "W14 a header of 20 kB": b"A: " + b"b" * 20_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("case", SHAPES)
async def test_a_misshapen_request_is_refused(served: Served, case: str):
    """X10, W14: nothing that two readers could take for different requests."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n".encode() + SHAPES[case])
    async with asyncio.timeout(15):
        status = (await reader.readline()).split()[1]
    writer.close()

    assert status in (b"400", b"431"), case


BODIES = {
    "X10 a chunk with an extension": b"Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n",
    "X10 a chunk with a trailer": b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n",
    "X10 plain chunks": b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "X10 a length": b"Content-Length: 5\r\n\r\nhello",
}


@pytest.mark.parametrize("case", BODIES)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_nothing_follows_a_body(served: Served, method: str, case: str):
    """X10: well-formed as it is, a proxy before us may read its end elsewhere; so the line ends with it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    host = f"Host: 127.0.0.1:{served.port}\r\n"
    smuggled = f"GET /healthz HTTP/1.1\r\n{host}\r\n"
    writer.write(f"{method} / HTTP/1.1\r\n{host}".encode() + BODIES[case] + smuggled.encode())
    async with asyncio.timeout(15):
        found = await reader.read()
    writer.close()

    assert found.split()[1] == b"413" and found.count(b"HTTP/1.1 ") == 1


async def test_ten_megabytes_are_not_read(served: Served):
    """X12: no address takes a body; whoever sends one is told so and hung up on."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    host = f"127.0.0.1:{served.port}"
    writer.write(f"POST /console HTTP/1.1\r\nHost: {host}\r\nContent-Length: 10485760\r\n\r\n".encode())
    async with asyncio.timeout(15):
        status = (await reader.readline()).split()[1]
    writer.close()

    assert status in (b"405", b"413")


async def test_half_a_request_is_waited_for_ten_seconds_at_most(
    served: Served, monkeypatch: pytest.MonkeyPatch
):
    """W13: a byte now and then does not prolong it; here the ten seconds are half a one."""
    assert REQUEST_SECONDS_MAX == 10.0
    server = served.runner.server
    assert server is not None
    monkeypatch.setitem(server._kwargs, "keepalive_timeout", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    begun = time.monotonic()
    writer.write(b"GET / HTTP/1.1\r\n")
    dripping = asyncio.create_task(_drip(writer))
    async with asyncio.timeout(10):
        rest = await reader.read()
    dripping.cancel()
    writer.close()

    assert rest == b"" and 0.3 < time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "half",
    [
        "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n\r\nhalf a body",
        "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nhalf",
        "GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\nGET /healthz HTTP/1.1\r\nHo",
        "GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n",
    ],
)
async def test_nor_for_half_a_body_or_half_of_the_next_request(
    served: Served, half: str, monkeypatch: pytest.MonkeyPatch
):
    """W13: what was answered is answered, and then the line ends."""
    server = served.runner.server
    assert server is not None
    monkeypatch.setitem(server._kwargs, "keepalive_timeout", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    begun = time.monotonic()
    writer.write(half.format(host=f"127.0.0.1:{served.port}").encode())
    async with asyncio.timeout(10):
        found = await reader.read()
    writer.close()

    assert found.split()[1] in (b"200", b"413") and found.count(b"HTTP/1.1 ") == 1
    assert time.monotonic() - begun < 5


async def _drip(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"A")
        await asyncio.sleep(0.1)
