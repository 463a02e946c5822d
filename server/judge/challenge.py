"""Reads a challenge folder: what the judge needs of it.  (The catalog reads it for what students see.)

An instructor adds a challenge by writing a folder.  Whatever is wrong with one is said with file, place
and fix.
"""

import ast
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.judge.inside.linearize import (
    ORDERS_MAX,
    Scenario,
    count_orders,
    legal_histories,
    load_reference,
)

BUILT_IN_CHALLENGES = Path(__file__).parents[1] / "lessons" / "threads-and-thread-safety" / "challenges"
DEFAULT_BUDGET: Mapping[str, int] = {"one": 120, "random": 30, "all": 400, "two": 160}
SCHEDULES_PER_SECOND = 1_000  # what one second of `--budget` stands for

Plain = dict[str, Any]


class ChallengeError(Exception):
    """A challenge that cannot be judged.  Its text names the file, the place and the fix."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A task, and everything that decides whether a submission solves it."""

    slug: str
    title: str
    statement: str
    starter: str
    hints: tuple[str, ...]
    reference: str
    entry: Mapping[str, str]  # kind ("class" or "function") and name
    reads: tuple[str, ...]
    money: tuple[str, ...]
    rules: Mapping[str, bool]
    scenarios: tuple[Plain, ...]
    budget: Mapping[str, int]
    performance: Plain | None

    def job(
        self, source: str, *, seed: int = 1, schedule: str | None = None, seconds: float | None = None
    ) -> Plain:
        """What the confined process is told."""
        budget = dict(self.budget)
        if seconds is not None:
            total = sum(budget.values()) * len(self.scenarios)
            share = max(0.02, seconds * SCHEDULES_PER_SECOND / total)
            budget = {name: max(1, int(count * share)) for name, count in budget.items()}
        return {
            "format": 1,
            "challenge": self.slug,
            "source": source,
            "reference": self.reference,
            "entry": dict(self.entry),
            "reads": list(self.reads),
            "money": list(self.money),
            "threads_must_end": self.rules.get("threads_must_end", False),
            "scenarios": list(self.scenarios),
            "performance": self.performance,
            "budget": budget,
            "seed": seed,
            "mode": "judge" if schedule is None else "replay",
            "schedule": schedule,
        }


def load_challenges(folder: Path = BUILT_IN_CHALLENGES) -> dict[str, Challenge]:
    """Every challenge in a folder of challenges."""
    if not folder.is_dir():
        raise ChallengeError(f"{folder}: no such folder of challenges")
    return {p.name: load_challenge(p) for p in sorted(folder.iterdir()) if (p / "challenge.toml").is_file()}


def load_challenge(folder: Path) -> Challenge:
    """One challenge.  Raises `ChallengeError`."""
    settings = _Table(folder, "challenge.toml")
    entry = _entry(settings)
    reads = tuple(settings.strings("reads"))
    scenarios = _scenarios(_Table(folder, "scenarios.toml"))
    challenge = Challenge(
        slug=folder.name,
        title=settings.text("title"),
        statement=_read(folder, "statement.md"),
        starter=_read(folder, "starter.py"),
        hints=tuple(h.strip() for h in _read(folder, "hints.md").split("\n---\n") if h.strip()),
        reference=_read(folder, "reference.py"),
        entry=entry,
        reads=reads,
        money=tuple(settings.table("money").get("results", ())),
        rules={name: bool(value) for name, value in settings.table("rules").items()},
        scenarios=scenarios,
        budget={**DEFAULT_BUDGET, **_budget(settings)},
        performance=_performance(folder),
    )
    _check_reference(folder, challenge)
    return challenge


def _read(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text("utf-8")
    except FileNotFoundError:
        raise ChallengeError(f"{folder.name}/{name}: the file is missing. Write it.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ChallengeError(f"{folder.name}/{name}: cannot be read as UTF-8 text: {error}") from None


class _Table:
    """A TOML file whose entries are fetched with a word about what they should be."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = f"{folder.name}/{name}"
        try:
            self.data = tomllib.loads(_read(folder, name))
        except tomllib.TOMLDecodeError as error:
            raise ChallengeError(f"{self.name}: is not valid TOML: {error}") from None

    def fail(self, what: str) -> ChallengeError:
        return ChallengeError(f"{self.name}: {what}")

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f'has no {key}. Add {key} = "…"')
        return value.strip()

    def strings(self, key: str) -> list[str]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.fail(f'{key} should be a list of names, such as {key} = ["balance"]')
        return value

    def table(self, key: str) -> Plain:
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(f"{key} should be a table. Write [{key}] on a line of its own")
        return value


def _entry(settings: _Table) -> dict[str, str]:
    entry = settings.table("entry")
    for kind in ("class", "function"):
        if isinstance(entry.get(kind), str) and entry[kind].isidentifier():
            return {"kind": kind, "name": entry[kind]}
    raise settings.fail('does not say what students write. Add [entry] and class = "Bank" or function = "…"')


def _budget(settings: _Table) -> dict[str, int]:
    budget = settings.table("budget")
    for name, count in budget.items():
        if name not in DEFAULT_BUDGET or type(count) is not int or count < 1:
            known = ", ".join(DEFAULT_BUDGET)
            raise settings.fail(f"budget.{name} should be a number of schedules; the names are {known}")
    return budget


def _performance(folder: Path) -> Plain | None:
    """`performance.toml`: what a tick is charged for, and the loads.  Optional."""
    if not (folder / "performance.toml").is_file():
        return None
    table = _Table(folder, "performance.toml")
    ticks, full_marks = table.data.get("ticks"), table.data.get("full_marks")
    if type(ticks) is not int or ticks < 1:
        raise table.fail("has no ticks. Add ticks = 50, what one access to an account costs")
    if not isinstance(full_marks, int | float) or full_marks <= 1:
        raise table.fail("has no full_marks. Add full_marks = 4.0, the speed-up that earns every point")
    loads = [
        _scenario(table, place, d, limited=False) for place, d in enumerate(table.data.get("load", []), 1)
    ]
    if not loads:
        raise table.fail("has no load. Add [[load]] with name, start and threads")
    return {"ticks": ticks, "full_marks": float(full_marks), "loads": loads}


def _scenarios(table: _Table) -> tuple[Plain, ...]:
    found = table.data.get("scenario")
    if not isinstance(found, list) or not found:
        raise table.fail("has no scenario. Add [[scenario]] with name, start and threads")
    scenarios = tuple(_scenario(table, place, data) for place, data in enumerate(found, 1))
    names = [s["name"] for s in scenarios]
    for name in names:
        if names.count(name) > 1:
            raise table.fail(f"two scenarios are called {name}. Rename one")
    return scenarios


def _scenario(table: _Table, place: int, data: Plain, *, limited: bool = True) -> Plain:
    where = f"scenario {place}"
    name = data.get("name")
    if not isinstance(name, str) or not name.replace("-", "").isalnum():
        raise table.fail(f'{where} needs a name of letters, digits and dashes, such as name = "opposite"')
    start, threads = data.get("start", []), data.get("threads")
    if not isinstance(start, list):
        raise table.fail(f"{where} ({name}): start should be the list of arguments, such as [[100, 100]]")
    if not isinstance(threads, list) or not threads or not all(isinstance(t, list) for t in threads):
        raise table.fail(f"{where} ({name}): threads should be a list with one list of calls per thread")
    finals = data.get("finals", table.data.get("finals", []))
    plain = {
        "name": name,
        "start": start,
        "threads": [[_call(table, name, c) for c in thread] for thread in threads],
        "finals": [_call(table, name, c) for c in finals],
    }
    orders = count_orders(Scenario.from_plain(plain))
    if limited and orders > ORDERS_MAX:
        raise table.fail(f"{where} ({name}) has {orders:,} orders of calls; at most {ORDERS_MAX:,} are tried")
    return plain


def _call(table: _Table, scenario: str, text: Any) -> list[Any]:
    """`transfer(0, 1, 30)` as name and arguments; a bare name is an attribute or a call without any."""
    try:
        match ast.parse(text, mode="eval").body:
            case ast.Name(id=name):
                return [name, []]
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return [name, [ast.literal_eval(a) for a in args]]
    except (SyntaxError, ValueError, TypeError):
        pass
    raise table.fail(f"scenario {scenario}: {text!r} is not a call. Write it like transfer(0, 1, 30)")


def _check_reference(folder: Path, challenge: Challenge) -> None:
    where = f"{folder.name}/reference.py"
    try:
        make = load_reference(challenge.reference, dict(challenge.entry))
        for scenario in challenge.scenarios:
            if not legal_histories(Scenario.from_plain(scenario), make):
                raise ChallengeError(f"{where}: in scenario {scenario['name']} somebody waits for ever")
    except KeyError:
        kind, name = challenge.entry["kind"], challenge.entry["name"]
        raise ChallengeError(f"{where}: has no {kind} {name}. Write it, or mend [entry]") from None
    except ChallengeError:
        raise
    except Exception as error:
        raise ChallengeError(f"{where}: {type(error).__name__}: {error}") from None
