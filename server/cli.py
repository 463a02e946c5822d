"""The command `threadrace`.  Each of its parts is loaded only when it is called for."""

import argparse
import asyncio
import difflib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from server.config import OPTIONS, ConfigError, Option, Settings, settings_from

BAD_USAGE = 2
INTERRUPTED = 130
SUMMARY = "A classroom quiz and race game that teaches threads and thread safety."
EXAMPLES = """\
examples:
  threadrace                                  open the server, and the console in a browser
  threadrace --port 9000 --lesson my-lesson   another port, a lesson of your own
  threadrace rehearse --students 30           let simulated students play along
  threadrace judge mine.py --challenge bank   judge a solution here and now
  threadrace export ABC234 --format csv       the results of a room

Every option of `serve` can be set in the environment, too, such as THREADRACE_PORT=9000.
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line that names the fix."""

    def error(self, message: str) -> NoReturn:
        print(f"threadrace: {message}.  See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(BAD_USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the result is the exit status."""
    arguments = _with_command(sys.argv[1:] if argv is None else list(argv))
    try:
        return _run(parser().parse_args(arguments))
    except ConfigError as error:
        return _bad_usage(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `threadrace export … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """Every command and its options."""
    top = Parser(
        prog="threadrace",
        description=SUMMARY,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"threadrace {version('threadrace')}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _serve(commands.add_parser("serve", help="open the server (what happens without a command)"))
    _judge(commands.add_parser("judge", help="judge one solution and explain the verdict"))
    _replay(commands.add_parser("replay", help="run one solution along one schedule, step by step"))
    _rehearse(commands.add_parser("rehearse", help="simulated students play the lesson in a running server"))
    _lesson(commands.add_parser("lesson", help="check a lesson of your own, begin one, or import a quiz"))
    commands.add_parser("doctor", help="what this machine has, what it lacks, and the command that mends it")
    _export(commands.add_parser("export", help="the results of one room, as CSV or JSON"))
    return top


def _with_command(arguments: list[str]) -> list[str]:
    """`serve` where no command is given; a slip of the keyboard gets a hint."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help", "--version")):
        return ["serve", *arguments]
    commands = ("serve", "judge", "replay", "rehearse", "lesson", "doctor", "export")
    close = difflib.get_close_matches(arguments[0], commands, n=1)
    if arguments[0] not in commands and close:
        hint = f"there is no command {arguments[0]!r}.  Did you mean: threadrace {close[0]}"
        raise SystemExit(_bad_usage(hint))
    return arguments


def _run(args: argparse.Namespace) -> int:
    match args.command:
        case "serve":
            settings = _settings(args)
            from server.bootstrap import serve

            return serve(settings)
        case "judge":
            from server.judge.terminal import judge_command

            return judge_command(args)
        case "replay":
            from server.judge.terminal import replay_command

            return replay_command(args)
        case "rehearse":
            from server.rehearse import rehearse

            return rehearse(args.url, args.students)
        case "lesson":
            return _run_lesson(args)
        case "doctor":
            from server.doctor import doctor

            return doctor()
        case _:
            return asyncio.run(_export_room(args.room, args.format, _settings(args)))


def _run_lesson(args: argparse.Namespace) -> int:
    from server.catalog import cli

    match args.action:
        case "check" if args.fast:
            return cli.check_command(args.dir)
        case "check":
            from server.keys import disproved
            from server.proving import prove

            return cli.check_command(args.dir, prove, disproved)
        case "import":
            from server.catalog.importing.cli import import_command

            return import_command(args.file, args.output)
        case "schema":
            return cli.schema_command(args.name)
        case _:
            return cli.new_command(args.dir)


async def _export_room(code: str, format: str, settings: Settings) -> int:
    """To standard output, in UTF-8 whatever the terminal speaks."""
    from server.export import export
    from server.store.database import DatabaseError
    from server.store.reading import open_results

    try:
        async with open_results(settings.database_url, settings.data_dir) as results:
            found = await results.room(code.strip().upper())
    except DatabaseError as error:
        return _bad_usage(str(error))
    if found is None:
        return _bad_usage(f"there is no room {code}.  Its code stands on the console, in the list of rooms")
    sys.stdout.buffer.write(export(found, "json" if format == "json" else "csv").encode())
    sys.stdout.flush()
    return 0


def _bad_usage(message: str) -> int:
    print(f"threadrace: {message}", file=sys.stderr)
    return BAD_USAGE


def _settings(args: argparse.Namespace) -> Settings:
    return settings_from({option.name: getattr(args, option.name, None) for option in OPTIONS})


def _serve(command: argparse.ArgumentParser) -> None:
    for option in OPTIONS:
        _add(command, option)


def _add(command: argparse.ArgumentParser, option: Option) -> None:
    if option.value:
        command.add_argument(option.flag, dest=option.name, metavar=option.value, help=option.help)
    else:
        command.add_argument(option.flag, dest=option.name, action="store_const", const="1", help=option.help)


def _judge(command: argparse.ArgumentParser) -> None:
    _solution(command)
    command.add_argument("--budget", type=_seconds, metavar="SECONDS", help="stop searching after so long")


def _replay(command: argparse.ArgumentParser) -> None:
    _solution(command)
    command.add_argument("--schedule", required=True, metavar="STRING", help="as it stands in a verdict")


def _solution(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a Python file; - reads standard input")
    command.add_argument("--challenge", required=True, metavar="SLUG", help="which challenge it solves")
    command.add_argument(
        "--challenges", type=Path, metavar="DIR", help="where challenges are (the built-in lesson's)"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")


def _rehearse(command: argparse.ArgumentParser) -> None:
    command.add_argument("--students", type=_count, default=30, metavar="N", help="how many (30)")
    command.add_argument("--url", default="http://127.0.0.1:8000", help="the link for students")


def _lesson(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    check = actions.add_parser("check", help="say what is wrong with it, and how to mend it")
    check.add_argument("dir", metavar="DIR", help="the lesson's folder")
    check.add_argument("--fast", action="store_true", help="do not judge the programs of its challenges")
    new = actions.add_parser("new", help="write a commented example")
    new.add_argument("dir", metavar="DIR", help="the lesson's folder")
    bring = actions.add_parser("import", help="make a lesson from Moodle GIFT or a Kahoot spreadsheet")
    bring.add_argument("file", metavar="FILE", help="quiz.gift, quiz.txt or quiz.xlsx")
    bring.add_argument("-o", "--output", metavar="DIR", required=True, help="the new lesson's folder")
    schema = actions.add_parser("schema", help="print the JSON Schema of lesson files, for your editor")
    schema.add_argument(
        "name",
        nargs="?",
        default="lesson",
        metavar="NAME",
        help="lesson, questions, terms, misconceptions or blocks",
    )


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("room", metavar="ROOM", help="the room's code")
    command.add_argument("--format", choices=("csv", "json"), default="csv", help="csv unless told otherwise")
    for option in OPTIONS:
        if option.name in ("database_url", "data_dir"):
            _add(command, option)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 5000:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to 5000, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86400:
        raise argparse.ArgumentTypeError(f"must be a number of seconds above 0, not {text!r}")
    return seconds
