"""What a server prints while it runs, and when it cannot."""

import asyncio
import io
import logging
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from server.bootstrap import Printable, _base_url, _names
from server.cli import main
from server.config import settings_from
from server.live.hall import Hall
from server.room.outside import StoreUnavailable
from server.store.database import open_database
from server.store.embedded import EmbeddedPostgres


def test_nothing_that_was_typed_can_paint_the_terminal_or_forge_a_line():
    """X04: colours, titles, links and new lines are shown as what they are."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Printable("%(levelname)s %(message)s"))
    log = logging.Logger("test")
    log.addHandler(handler)
    log.warning("%s", "\x1b[31mred\x1b]0;title\x07\r\nERROR forged\u202eevil\u200b")
    try:
        raise ValueError("\x1b[2Jgone\nERROR forged too")
    except ValueError:
        log.exception("it failed")
    printed = out.getvalue()

    assert not [char for char in printed if not char.isprintable() and char != "\n"]
    assert (
        printed.splitlines()[0]
        == "WARNING \\x1b[31mred\\x1b]0;title\\x07\\r\\nERROR forged\\u202eevil\\u200b"
    )
    assert "Traceback" in printed


def started(*options: str) -> subprocess.CompletedProcess[str]:
    """A whole server, as an instructor starts it, that should not get as far as running."""
    command = [sys.executable, "-m", "server", "--host", "127.0.0.1", "--port", "0", "--no-browser", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


async def test_a_second_server_on_one_database_says_so_in_one_sentence_and_stops(
    database_url: str, tmp_path: Path
):
    """F15: by address, whatever its own data folder is."""
    async with open_database(database_url):
        second = await asyncio.to_thread(
            started, "--database-url", database_url, "--data-dir", str(tmp_path / "second")
        )

    assert second.returncode == 2
    assert second.stderr.startswith("threadrace: Another Threadrace server works on this database.")
    assert "--database-url" in second.stderr and "Traceback" not in second.stderr


async def test_a_second_server_on_one_data_folder_says_so_in_one_sentence_and_stops(tmp_path: Path):
    """F15: by folder."""
    async with EmbeddedPostgres(tmp_path / "data"):
        second = await asyncio.to_thread(started, "--data-dir", str(tmp_path / "data"))

    assert second.returncode == 2
    assert "in use by" in second.stderr and "--data-dir" in second.stderr
    assert second.stderr.count("\n") == 1


def test_a_database_that_goes_away_during_the_start_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def gone(_: Hall) -> NoReturn:
        raise StoreUnavailable("the database did not answer within 5 seconds")

    monkeypatch.setattr(Hall, "bring_back", gone)
    options = ("--port", "0", "--host", "127.0.0.1", "--no-browser", "--data-dir", str(tmp_path))

    assert main(options) == 2
    told = capsys.readouterr().err
    assert "The database went away" in told and "start again" in told and told.count("\n") == 1


@pytest.mark.parametrize(
    "host", ["quizbox", "QuizBox.school.example", "localhost", "127.0.0.1", "::1", "0.0.0.0"]
)
def test_the_links_that_are_printed_are_answered(host: str):
    settings = settings_from({"host": host}, {"HOME": "/home/you"})
    asked_for = _base_url(settings, 8000).removeprefix("http://")

    assert _names(settings).knows(asked_for, 8000)
