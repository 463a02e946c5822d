"""The command line: what it understands, and what it says when it does not."""

import json
import subprocess
import sys

import pytest

from server.cli import main, parser
from server.store.database import open_database
from tests.store.played import joined, play

COMMANDS = ("serve", "judge", "replay", "rehearse", "lesson", "doctor", "export")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on the error output: one line."""
    text = capsys.readouterr().err
    assert text.count("\n") == 1, text
    return text.strip()


def status(*arguments: str) -> int | str | None:
    """The exit status, whichever way the program ends."""
    try:
        return main(arguments)
    except SystemExit as end:
        return end.code


def test_help_names_every_command_and_shows_examples(capsys: pytest.CaptureFixture[str]):
    assert status("--help") == 0

    text = capsys.readouterr().out
    assert all(f"\n    {command} " in text for command in COMMANDS)
    assert "threadrace --port 9000" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]):
    assert status(command, "--help") == 0
    assert capsys.readouterr().out.startswith(f"usage: threadrace {command}")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]):
    assert status("--version") == 0
    assert capsys.readouterr().out.startswith("threadrace ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["jugde", "f.py"], "there is no command 'jugde'.  Did you mean: threadrace judge"),
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["judge", "f.py"], "required: --challenge.  See: threadrace judge --help"),
        (["judge", "f.py", "--challenge", "bank", "--budget", "soon"], "must be a number of seconds above 0"),
        (["replay", "f.py", "--challenge", "bank"], "required: --schedule"),
        (["rehearse", "--students", "0"], "must be a number from 1 to 5000, not '0'"),
        (["lesson"], "required: ACTION"),
        (["lesson", "check"], "required: DIR.  See: threadrace lesson check --help"),
        (["export", "ROOMA", "--format", "xlsx"], "invalid choice: 'xlsx'"),
        (["--port", "http"], "--port must be a number from 1 to 65535, not 'http'"),
        (["serve", "--lesson", "/no/such"], "threadrace lesson new /no/such"),
        (["--prot", "80"], "unrecognized arguments: --prot 80"),
        (["export", "ROOMA", "--data-dir", "/no/such"], "There are no rooms in /no/such"),
    ],
)
def test_bad_usage_ends_with_status_2_and_one_line_that_helps(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
):
    assert status(*arguments) == 2
    assert says in said(capsys)


def test_options_alone_mean_the_server(capsys: pytest.CaptureFixture[str]):
    assert status("--port", "99999") == 2
    assert said(capsys).startswith("threadrace: --port must be")


def test_a_solution_is_handed_to_the_judge_as_it_was_named():
    args = parser().parse_args(["judge", "-", "--challenge", "bank", "--json", "--budget", "2.5"])

    assert (args.file, args.challenge, args.json, args.budget) == ("-", "bank", True, 2.5)


async def test_a_rooms_results_are_exported_as_csv_and_as_json(database_url: str):
    async with open_database(database_url) as database:
        await play(database, "ROOMA", joined(3))

    def exported(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "server", "export", *arguments, "--database-url", database_url]
        return subprocess.run(
            command, capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii", "PATH": "/bin"}
        )

    table = exported("rooma", "--format", "csv")
    assert table.returncode == 0, table.stderr
    assert table.stdout.startswith(b"\xef\xbb\xbfrank,number,name,points")
    assert table.stdout.count(b"\r\n") == 4

    tree = json.loads(exported("ROOMA", "--format", "json").stdout)
    assert [student["name"] for student in tree["students"]] == ["P1", "P2", "P3"]

    missing = exported("ROOMB")
    assert missing.returncode == 2
    assert missing.stderr.startswith(b"threadrace: there is no room ROOMB")


@pytest.mark.parametrize("module", ["asyncpg", "aiohttp", "pydantic"])
def test_a_command_loads_only_what_it_needs(module: str):
    loaded = f"import sys, server.cli; server.cli.parser(); sys.exit({module!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", loaded]).returncode == 0
