"""`threadrace judge` and `threadrace replay`: one submission, judged here and now."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from schema.report import Report, Step, Witness
from server.judge.challenge import BUILT_IN_CHALLENGES, Challenge, ChallengeError, load_challenges
from server.judge.inside.story import letter
from server.judge.queue import Judge
from server.room.outside import JudgeUnavailable

ACCEPTED, NOT_ACCEPTED, BAD_USAGE, COULD_NOT_JUDGE = 0, 1, 2, 3
SOURCE_BYTES_MAX = 1024 * 1024  # what is read at all; the judge itself takes far less
COLOURS = ("cyan", "magenta", "yellow", "green", "blue", "red")
STEPS_SHOWN = 60
PROOFS = {
    "all": "every interleaving was tried",
    "all/r1": "every interleaving was tried, each retry loop going round at most once more",
    "p2": "every schedule with at most two preemptions was tried",
    "p1": "every schedule with at most one preemption was tried",
    "sampled": "many schedules were tried, but not all",
}

Run = Callable[[Judge, str, str], Awaitable[Report]]


class Unusable(Exception):
    """The command was asked for something that cannot be done.  Its text names the fix."""


def judge_command(args: argparse.Namespace) -> int:
    """Judge one file.  Returns the exit status."""

    async def run(judge: Judge, challenge: str, source: str) -> Report:
        return await judge.judge(
            student="terminal", challenge=challenge, source=source, seconds=getattr(args, "budget", None)
        )

    return _command(args, run)


def replay_command(args: argparse.Namespace) -> int:
    """Run one file under one schedule.  Returns the exit status."""

    async def run(judge: Judge, challenge: str, source: str) -> Report:
        return await judge.replay(
            student="terminal", challenge=challenge, source=source, schedule=args.schedule
        )

    return _command(args, run)


def _command(args: argparse.Namespace, run: Run) -> int:
    try:
        challenges = _challenges(args)
        source = _source(args.file)
        report = asyncio.run(_judged(challenges, args.challenge, source, run, quiet=args.json))
    except Unusable as error:
        print(f"threadrace: {error}", file=sys.stderr)
        return BAD_USAGE
    except JudgeUnavailable as error:
        print(f"threadrace: could not judge: {error}", file=sys.stderr)
        return COULD_NOT_JUDGE
    if args.json:
        print(report.model_dump_json())
    else:
        show(Console(), report, source)
    return ACCEPTED if report.accepted else NOT_ACCEPTED


def _challenges(args: argparse.Namespace) -> dict[str, Challenge]:
    folder = getattr(args, "challenges", None) or BUILT_IN_CHALLENGES
    try:
        challenges = load_challenges(folder)
    except ChallengeError as error:
        raise Unusable(str(error)) from None
    if args.challenge not in challenges:
        known = ", ".join(challenges) or "none"
        raise Unusable(f"there is no challenge {args.challenge!r} in {folder}. There are: {known}")
    return {args.challenge: challenges[args.challenge]}


def _source(file: str) -> str:
    try:
        if file == "-":
            data = sys.stdin.buffer.read(SOURCE_BYTES_MAX + 1)
        else:
            with Path(file).open("rb") as stream:
                data = stream.read(SOURCE_BYTES_MAX + 1)
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror}. Name a Python file, or -") from None
    if len(data) > SOURCE_BYTES_MAX:
        raise Unusable(f"{file} is larger than a megabyte. Name the file with your solution")
    return data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")


async def _judged(
    challenges: dict[str, Challenge], challenge: str, source: str, run: Run, *, quiet: bool
) -> Report:
    judge = Judge(challenges, workers=1)
    level = await judge.start()
    try:
        if not level.code_steps:
            raise JudgeUnavailable(level.reason or "code cannot be run safely on this machine")
        if quiet:
            return await run(judge, challenge, source)
        with Console(stderr=True).status("Trying schedules…"):
            return await run(judge, challenge, source)
    finally:
        await judge.stop()


# -- what is shown --------------------------------------------------------------------------------


def show(console: Console, report: Report, source: str) -> None:
    """The verdict, the story and the interleaving."""
    colour = "green" if report.accepted else "red"
    line = f" (line {report.line})" if report.line else ""
    console.print(f"[bold {colour}]{report.verdict}[/]  {escape(report.message)}{line}")
    witness = report.witness
    if witness is not None:
        if witness.story:
            console.print(f"\n{escape(witness.story)}")
        if witness.steps:
            console.print()
            console.print(interleaving(witness, source))
        console.print(f"\nExpected  {escape(witness.expected)}\nObserved  {escape(witness.observed)}")
        console.print(_reach(witness))
        console.print(f"Replay    [dim]--schedule {escape(witness.schedule)}[/]", soft_wrap=True)
    _show_figures(console, report)


def _show_figures(console: Console, report: Report) -> None:
    explored = report.explored
    proof = f"; {PROOFS[explored.proof]}" if report.accepted else ""
    console.print(f"[dim]{explored.schedules} schedules in {explored.seconds:.2f} s{proof}.[/]")
    if report.performance is not None:
        loads = ", ".join(f"{load.name} {load.speedup:.2f}" for load in report.performance.loads)
        console.print(f"Speed-up {report.performance.speedup:.2f} ({escape(loads)}); score {report.score}.")
    console.print(f"[dim]Sandbox: {escape(report.sandbox)}. Judge {report.judge_version}.[/]")


def _reach(witness: Witness) -> str:
    if witness.gil_reachable is False:
        return "This can happen; a plain run on this Python hides it."
    if witness.gil_reachable:
        return "A plain run on this Python can show this too."
    return ""


def interleaving(witness: Witness, source: str) -> Table:
    """One column per thread, one row per step, in the order in which they happened."""
    threads = sorted({step.thread for step in witness.steps})
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("line", justify="right", style="dim")
    for thread in threads:
        name = witness.threads[thread] if 0 <= thread < len(witness.threads) else ""
        table.add_column(escape(f"thread {letter(thread)}\n{name}"), style=COLOURS[thread % len(COLOURS)])
    table.add_column("source", style="dim")
    lines = source.splitlines()
    hidden = len(witness.steps) - STEPS_SHOWN
    if hidden > 0:
        table.add_row("…", f"({hidden} steps before)")
    for step in witness.steps[max(0, hidden) :]:
        cells = [escape(_text(step)) if step.thread == thread else "" for thread in threads]
        code = lines[step.line - 1].strip() if 0 < step.line <= len(lines) else ""
        table.add_row(str(step.line or ""), *cells, escape(code))
    return table


def _text(step: Step) -> str:
    arrow = {"read": " → ", "write": " ← ", "return": " → "}.get(step.op, " ")
    value = f"{arrow}{step.value}" if step.value else ""
    return f"{step.op} {step.target}{value}"
