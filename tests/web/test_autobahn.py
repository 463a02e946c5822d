"""W22: Autobahn's cases against our sockets, with an echo behind them instead of a class."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import WSMsgType, web
from kosoku import FailureError, run_fuzzingclient

from server.web import line, talk
from server.web.access import add_security_headers
from server.web.door import Door, runner_for
from server.web.names import Names, only_for_us
from server.web.talk import open_socket

MAY_DIFFER = {"7.9.5"}  # a close code that the standard keeps for later; aiohttp takes it


@pytest.fixture
async def url(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The same door, line, guard and sockets as for a class; only longer messages, and more of them."""
    monkeypatch.setattr(talk, "FRAME_BYTES_MAX", 32 * 1024 * 1024)
    monkeypatch.setattr(line, "BYTES_AT_ONCE", 10**9)
    app = web.Application(middlewares=[only_for_us(Names)])
    app.on_response_prepare.append(add_security_headers)
    app.add_routes([web.get("/echo", _echo)])
    runner = runner_for(app, shutdown_seconds=0.5)
    await runner.setup()
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    await Door(runner, listener).start()
    yield f"ws://127.0.0.1:{listener.getsockname()[1]}/echo"
    await runner.cleanup()


async def _echo(request: web.Request) -> web.StreamResponse:
    socket = (await open_socket(request, Names())).socket
    while True:
        message = await socket.receive()
        match message.type:
            case WSMsgType.TEXT:
                await socket.send_str(message.data)
            case WSMsgType.BINARY:
                await socket.send_bytes(message.data)
            case WSMsgType.PING:
                await socket.pong(message.data)
            case WSMsgType.PONG:
                pass
            case _:
                return socket


async def differing(url: str, *cases: str) -> tuple[int, set[str]]:
    """How many were run, and which did not pass.

    A case hangs up after half a second, which on a busy machine is little for an echo: those that failed
    beside others are tried again by themselves.
    """
    run, wrong = await _tried(url, *cases, at_once=4)
    again = [await _tried(url, case, at_once=1) for case in sorted(wrong)]
    return run, set().union(*(failed for _, failed in again))


async def _tried(url: str, *cases: str, at_once: int) -> tuple[int, set[str]]:
    try:
        async with asyncio.timeout(180):
            results = await run_fuzzingclient(url, cases=list(cases), concurrency=at_once)
    except FailureError as failure:
        results = failure.results
    return len(results), {result.case_id for result in results if not result.passed}


async def test_frames_pings_reserved_bits_opcodes_pieces_utf_8_and_closing(url: str):
    """W22: cases 1 to 7 and 10."""
    run, wrong = await differing(url, "1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*")

    assert run > 240
    assert wrong <= MAY_DIFFER


@pytest.mark.soak
async def test_large_messages_and_many(url: str):
    """W22: case 9, up to sixteen megabytes in one message."""
    run, wrong = await differing(url, "9.*")

    assert run > 50
    assert wrong == set()
