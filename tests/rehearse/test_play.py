"""A rehearsal of a whole class, against a real server on a real database."""

import asyncio
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from server.rehearse.link import LinkError, link_from
from server.rehearse.play import play, reach, rehearse
from server.rehearse.solutions import SAFE_TRANSFER
from server.rehearse.tally import Tally
from server.room.commands import EndLesson
from tests.fakes import JudgeByText
from tests.live.classes import until
from tests.rehearse.agreement import everything_agrees
from tests.rehearse.instructor import SHORT, all_are_in, rehearsal
from tests.serving import serving


async def test_a_class_of_thirty_rehearses_a_whole_lesson_and_everything_adds_up(
    database_url: str, tmp_path: Path
):
    async with serving(database_url, JudgeByText(SAFE_TRANSFER), tmp_path, SHORT) as served:
        tally = await rehearsal(served, 30)
        await everything_agrees(served, tally, database_url)

    assert (tally.joined, tally.finished, tally.here) == (30, 30, 0)
    assert tally.acknowledged >= 7 * 20
    assert tally.double_clicks >= 7 and tally.comebacks >= 7
    assert tally.verdicts["accepted"] == 12


@pytest.mark.parametrize("ending", ["the lesson's end", "Ctrl-C"])
async def test_the_command_finds_the_room_and_says_what_it_saw(
    database_url: str, tmp_path: Path, ending: str
):
    """As an instructor runs it, in a process of its own."""
    async with serving(database_url, JudgeByText(), tmp_path, SHORT) as served:
        live = await served.room()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "server", "rehearse", "--students", "3", "--url"),
            f"{served.url}/{live.host.room.code.lower()}",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        await until(live.host, all_are_in(3))
        if ending == "Ctrl-C":
            process.send_signal(signal.SIGINT)
        else:
            await live.host.ask(EndLesson())
        out, err = await process.communicate()

    assert (process.returncode, err) == (0, b"")
    assert b"3 simulated students join room" in out and b"Everything adds up." in out


async def test_a_server_that_loses_an_answer_is_found_out(database_url: str, tmp_path: Path):
    async with serving(database_url, JudgeByText(), tmp_path, SHORT) as served:
        live, tally = await served.room(), Tally(2)
        playing = asyncio.create_task(play(link_from(f"{served.url}/{live.host.room.code}"), tally))
        async with served.console(live.host.room.code) as console:
            await until(live.host, all_are_in(2))
            await console.do("show_step", step=2)
            await console.do("open_question", step=2)
            await until(live.host, lambda room: len(room.question_round(2).answers) == 2)
            room = live.host.room
            lost = replace(room.question_round(2), answers={})
            live.host.room = replace(room, rounds={**room.rounds, 2: lost})
            await console.do("reveal_answer", step=2)
            await console.do("end_lesson")
        await playing

    assert any("was acknowledged" in problem for problem in tally.wrong)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (None, "Which room?"),
        ("http://127.0.0.1:8000", "Which room?"),
        ("http://127.0.0.1:8000/a/b", "Which room?"),
        ("ftp://x/ABC234", "is no link"),
        ("", "Which room?"),
        ("http:///ABC234", "is no link"),
    ],
)
def test_a_link_without_a_room_is_explained_in_one_line(url, says, capsys: pytest.CaptureFixture[str]):
    assert rehearse(url, 3) == 2
    told = capsys.readouterr().err
    assert says in told and "--url http" in told and told.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "socket_url"),
    [
        ("http://10.0.0.7:8000/CDFGHJ", "ws://10.0.0.7:8000/ws/student"),
        ("10.0.0.7:8000/CDFGHJ/", "ws://10.0.0.7:8000/ws/student"),
        ("https://race.example/projector/CDFGHJ", "wss://race.example/ws/student"),
    ],
)
def test_a_link_is_understood_as_it_stands_on_the_projector(url, socket_url):
    link = link_from(url)

    assert (link.socket_url, link.code) == (socket_url, "CDFGHJ")


async def test_a_room_that_does_not_exist_is_said_at_once(database_url: str, tmp_path: Path):
    async with serving(database_url, JudgeByText(), tmp_path) as served:
        with pytest.raises(LinkError, match="There is no open room with this code"):
            await reach(link_from(f"{served.url}/NOROOM"))


async def test_a_server_that_is_not_there_is_said_at_once():
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]

    with pytest.raises(LinkError, match="No Threadrace server answers"):
        await reach(link_from(f"http://127.0.0.1:{port}/CDFGHJ"))


async def test_students_come_back_after_the_server_was_restarted(database_url: str, tmp_path: Path):
    tally = Tally(4)
    async with serving(database_url, JudgeByText(), tmp_path, SHORT) as served:
        live = await served.room()
        link, port = link_from(f"{served.url}/{live.host.room.code}"), served.port
        playing = asyncio.create_task(play(link, tally))
        await until(live.host, all_are_in(4))
    assert tally.sent_away.keys() <= {"stopping"}
    async with serving(database_url, JudgeByText(), tmp_path, SHORT, port=port) as served:
        live = served.hall.find(link.code)
        async with served.console(link.code) as console:
            await console.until("roster", lambda r: sum(p["online"] for p in r["players"]) == 4)
            await console.do("end_lesson")
        await playing

    assert tally.wrong == [] and tally.comebacks == 4 and tally.finished == 4
