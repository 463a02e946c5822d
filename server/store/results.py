"""What everybody did in one room, for the instructor's own records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from server.room.events import RoomOpened
from server.room.plan import Plan, Question, Race
from server.room.rounds.telling import in_words
from server.store.codec import decode, decode_given
from server.store.pool import Connection, Pool

Mark = Literal["right", "partly", "wrong", "poll", ""]
Rows = Iterable[Mapping[str, Any]]

HEAD = """
    SELECT opened, ended, body::text FROM room JOIN journal ON room = code AND seq = 1 WHERE code = $1"""
STUDENTS = """
    SELECT player, number, name, points, rank() OVER (ORDER BY points DESC) AS rank
    FROM player WHERE room = $1 AND NOT removed ORDER BY points DESC, number"""
ANSWERS = "SELECT step, player, given::text, share FROM answer WHERE room = $1"
POINTS = "SELECT step, player, points FROM score WHERE room = $1"
RACES = """
    SELECT DISTINCT ON (step, player) step, player, verdict,
        CASE WHEN place IS NOT NULL THEN race_seconds END AS seconds, place,
        count(*) OVER (PARTITION BY step, player) AS attempts,
        CASE WHEN report <> '' THEN report::jsonb ->> 'sandbox' END AS sandbox
    FROM submission WHERE room = $1 AND NOT held
    ORDER BY step, player, place NULLS LAST, verdict IS NULL, attempt DESC"""


@dataclass(frozen=True, slots=True)
class StepHead:
    step: int
    kind: Literal["question", "race"]
    title: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one student did in one step.  `answer` and `mark` are a question's; after them comes a race's.

    `verdict` (and `sandbox`) is that of the accepted submission, or else of the last one that was judged.
    """

    points: int = 0  # as far as they are revealed
    answer: str = ""
    mark: Mark = ""
    attempts: int = 0
    verdict: str = ""
    race_seconds: float | None = None
    place: int | None = None
    sandbox: str = ""  # the level at which that submission was confined


@dataclass(frozen=True, slots=True)
class StudentResult:
    number: int
    name: str
    points: int
    rank: int
    steps: tuple[StepResult, ...]  # as `RoomResults.steps`


@dataclass(frozen=True, slots=True)
class RoomResults:
    """One room, as the tables have it at one moment.  Who was removed is not in it."""

    code: str
    series: str
    title: str
    opened: datetime
    ended: datetime | None
    steps: tuple[StepHead, ...]
    students: tuple[StudentResult, ...]


class Results:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def room(self, code: str) -> RoomResults | None:
        """None if there is no such room."""

        async def work(connection: Connection) -> list[Any]:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                return [await connection.fetch(sql, code) for sql in (HEAD, STUDENTS, ANSWERS, POINTS, RACES)]

        heads, students, answers, points, races = await self._pool.run(work)
        if not heads:
            return None
        opened = decode("RoomOpened", heads[0]["body"])
        assert isinstance(opened, RoomOpened)
        steps = _heads(opened.plan)
        cells = _cells(opened.plan, answers, points, races)
        return RoomResults(
            code,
            opened.series,
            opened.plan.title,
            heads[0]["opened"],
            heads[0]["ended"],
            steps,
            tuple(_student(row, steps, cells) for row in students),
        )


Cells = Mapping[tuple[int, str], StepResult]


def _heads(plan: Plan) -> tuple[StepHead, ...]:
    kinds: dict[type, Literal["question", "race"]] = {Question: "question", Race: "race"}
    return tuple(
        StepHead(index, kinds[type(step)], step.title)
        for index, step in enumerate(plan.steps)
        if type(step) in kinds
    )


def _student(row: Mapping[str, Any], steps: tuple[StepHead, ...], cells: Cells) -> StudentResult:
    mine = tuple(cells.get((head.step, row["player"]), StepResult()) for head in steps)
    return StudentResult(row["number"], row["name"], row["points"], row["rank"], mine)


def _cells(plan: Plan, answers: Rows, points: Rows, races: Rows) -> Cells:
    """By step and student; nothing where a student did nothing."""
    worth = {(row["step"], row["player"]): row["points"] for row in points}
    cells: dict[tuple[int, str], StepResult] = {}
    for row in answers:
        place, question = (row["step"], row["player"]), plan.steps[row["step"]]
        assert isinstance(question, Question)
        words = in_words(question, decode_given(row["given"]))
        cells[place] = StepResult(worth.get(place, 0), words, _mark(question, row["share"]))
    for row in races:
        place = (row["step"], row["player"])
        cells[place] = StepResult(
            points=worth.get(place, 0),
            attempts=row["attempts"],
            verdict=row["verdict"] or "",
            race_seconds=row["seconds"],
            place=row["place"],
            sandbox=row["sandbox"] or "",
        )
    return cells


def _mark(question: Question, share: float) -> Mark:
    if question.form == "poll":
        return "poll"
    if share >= 1:
        return "right"
    return "partly" if share > 0 else "wrong"
