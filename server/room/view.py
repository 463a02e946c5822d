"""What each audience sees on the stage.  The right answer leaves this file only when it is revealed.

`scene` gives what is shown to `students` or on the `stage` (projector and console).  What is one student's
own stands in `view_student`, what only the instructor may know in `view_desk`.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Literal

from server.room.events import PlayerId
from server.room.freeze import finished_in_view, hidden, is_frozen, is_held
from server.room.plan import (
    Block,
    Code,
    CodeTab,
    Experiment,
    Form,
    Lap,
    Learned,
    Podium,
    Question,
    Race,
    Slide,
    Term,
    Terms,
    Tour,
)
from server.room.scoring import full_points, hint_price
from server.room.standings import Standing, standings
from server.room.state import BoardEntry, Player, QuestionRound, RaceRound, Room, Timer
from server.room.view_experiment import ExperimentView, experiment_scene
from server.room.view_learned import LearnedView, learned_view
from server.room.view_reveal import RevealView, reveal
from server.room.view_run import ReplayView, TourView, replay_scene

Audience = Literal["students", "stage"]
BOARD_ROWS_MAX = 40
PODIUM_ROWS_MAX = 10


@dataclass(frozen=True, slots=True)
class ClockView:
    state: Literal["running", "paused", "stopped"]
    remaining_seconds: float
    total_seconds: float


@dataclass(frozen=True, slots=True)
class BoardRowView:
    player: PlayerId
    number: int
    name: str
    points: int
    rank: int
    rank_before: int | None
    gained: int


@dataclass(frozen=True, slots=True)
class LobbyView:
    starters: tuple[Player, ...]
    approval: bool
    waiting: int  # at the door


@dataclass(frozen=True, slots=True)
class SlideView:
    step: int
    title: str
    body_md: str


@dataclass(frozen=True, slots=True)
class TermsView:
    step: int
    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class CodeView:
    step: int
    title: str
    intro_md: str
    tabs: tuple[CodeTab, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    step: int
    number: int
    of: int
    form: Form
    state: Literal["ready", "open", "closed", "revealed"]
    title: str
    prompt_md: str
    options_md: tuple[str, ...]
    items_md: tuple[str, ...]
    unit: str
    points: int
    clock: ClockView
    reveal: RevealView | None


@dataclass(frozen=True, slots=True)
class MarkView:
    """A verdict on a lane, and the money that its run lost."""

    verdict: str
    lost: int


@dataclass(frozen=True, slots=True)
class LaneView:
    player: PlayerId
    number: int
    name: str
    attempts: tuple[MarkView, ...]
    hidden: int  # submissions behind the frozen board
    waiting: bool
    finished_seconds: float | None
    speedup: float
    place: int | None
    points: int
    bonus: int


@dataclass(frozen=True, slots=True)
class LapView:
    """One challenge of a race.  Its hints are here when the race is over; until then they are bought."""

    title: str
    challenge: str
    statement_md: str
    starter: str
    points: int
    hints: int
    hint_price: int
    hints_md: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RaceView:
    step: int
    state: Literal["ready", "open", "closed"]
    title: str
    challenge: str
    statement_md: str
    points: int
    laps: tuple[LapView, ...]
    clock: ClockView
    lanes: tuple[LaneView, ...]
    finished: int
    racing: int
    frozen: bool
    revealed: PlayerId | None  # whose lane was revealed last
    money_lost: int  # by the whole class, in all races of the lesson, as far as it shows


@dataclass(frozen=True, slots=True)
class BoardView:
    rows: tuple[BoardRowView, ...]
    of: int


@dataclass(frozen=True, slots=True)
class PodiumView:
    step: int | None
    title: str
    rows: tuple[BoardRowView, ...]
    of: int
    ended: bool


SceneView = (
    LobbyView
    | SlideView
    | TermsView
    | TourView
    | QuestionView
    | RaceView
    | ReplayView
    | CodeView
    | ExperimentView
    | BoardView
    | LearnedView
    | PodiumView
)


def scene(room: Room, audience: Audience, now: float) -> SceneView:
    """What is on the stage now, for one audience."""
    if room.ended:
        return _podium(room, None, "")
    if room.replay is not None and audience == "stage":
        return replay_scene(room, room.replay)
    if room.step is None:
        starters = tuple(room.active()) if audience == "stage" else ()
        return LobbyView(starters, room.approval, len(room.waiting) if audience == "stage" else 0)
    if room.board_shown:
        return _board(room)
    step = room.plan.steps[room.step]
    match step:
        case Slide():
            return SlideView(room.step, step.title, step.body_md)
        case Terms():
            return TermsView(room.step, step.title, step.terms)
        case Learned():
            return learned_view(room, room.step, step)
        case Tour():
            return TourView(room.step, step, room.tours.get(room.step, 0))
        case Podium():
            return _podium(room, room.step, step.title)
        case Question():
            return _question(room, room.step, step, now)
        case Race():
            return _race(room, room.step, step, audience, now)
        case Code():
            return CodeView(room.step, step.title, step.intro_md, step.tabs)
        case Experiment():
            return experiment_scene(room, room.step, step, counted=audience == "stage")


def same_for_all(room: Room) -> bool:
    """Whether students see what is on the stage, and nothing less."""
    if room.ended or room.board_shown:
        return room.replay is None
    step = room.plan.steps[room.step] if room.step is not None else None
    return room.replay is None and step is not None and not isinstance(step, Race | Experiment)


def names_students(room: Room) -> bool:
    """Whether what students see now has other students' names in it."""
    on_podium = room.step is not None and isinstance(room.plan.steps[room.step], Podium)
    return room.ended or room.board_shown or on_podium


def counters(room: Room) -> tuple[int, int, int] | None:
    """Step, answers given and students who are here to give one, while a question is open or just closed."""
    round_ = room.rounds.get(room.step) if room.step is not None else None
    if room.step is None or not isinstance(round_, QuestionRound) or round_.state not in ("open", "closed"):
        return None
    answered = len(round_.answers)
    return room.step, answered, max(answered, room.present)


def clock_of(room: Room, timer: Timer, state: str, seconds: int, now: float) -> ClockView:
    """The time of a round that may not have begun (`seconds` is what it will have) or may be over."""
    if state == "ready":
        return ClockView("stopped", seconds, seconds)
    if state != "open":
        return ClockView("stopped", 0, timer.seconds)
    if room.paused_at is not None:
        return ClockView("paused", timer.remaining(room.paused_at), timer.seconds)
    return ClockView("running", timer.remaining(now), timer.seconds)


def _question(room: Room, step: int, question: Question, now: float) -> QuestionView:
    round_ = room.question_round(step)
    questions = room.plan.question_numbers
    return QuestionView(
        step=step,
        number=questions.index(step) + 1,
        of=len(questions),
        form=question.form,
        state=round_.state,
        title=question.title,
        prompt_md=question.prompt_md,
        options_md=() if round_.state == "ready" else question.options_md,
        items_md=() if round_.state == "ready" else question.items_md,
        unit=question.unit,
        points=full_points(question),
        clock=clock_of(room, round_.timer, round_.state, question.seconds, now),
        reveal=reveal(room, question, round_) if round_.state == "revealed" else None,
    )


def _race(room: Room, step: int, race: Race, audience: Audience, now: float) -> RaceView:
    round_, student = room.race_round(step), audience == "students"
    return RaceView(
        step=step,
        state=round_.state,
        title=race.title,
        challenge=race.challenge,
        statement_md=race.statement_md,
        points=full_points(race),
        laps=_laps(race, round_) if student else (),
        clock=clock_of(room, round_.timer, round_.state, race.seconds, now),
        lanes=() if student else lanes(room, round_),
        finished=len(finished_in_view(round_)),
        racing=len(round_.attempts),
        frozen=is_frozen(round_),
        revealed=round_.revealed[-1] if round_.revealed else None,
        money_lost=money_lost(room),
    )


def _laps(race: Race, round_: RaceRound) -> tuple[LapView, ...]:
    return tuple(_lap(race, round_, number, lap) for number, lap in enumerate(race.laps))


def _lap(race: Race, round_: RaceRound, number: int, lap: Lap) -> LapView:
    return LapView(
        lap.title,
        lap.challenge,
        lap.statement_md,
        lap.starter,
        full_points(lap),
        len(lap.hints_md),
        hint_price(race, number),
        lap.hints_md if round_.state == "closed" else (),
        lap.blocks,
    )


def lanes(room: Room, round_: RaceRound) -> tuple[LaneView, ...]:
    """One lane per student, by start number."""
    places = {player: place for place, player in enumerate(finished_in_view(round_), start=1)}
    return tuple(_lane(round_, player, places.get(player.id)) for player in room.active())


def _lane(round_: RaceRound, player: Player, place: int | None) -> LaneView:
    attempts = round_.attempts.get(player.id, ())
    seen = [attempt for attempt in attempts if not is_held(round_, player.id, attempt)]
    first = [attempt for attempt in seen if attempt.lap == 0]
    finished = next((attempt for attempt in first if attempt.accepted), None)
    return LaneView(
        player.id,
        player.number,
        player.name,
        tuple(MarkView(attempt.verdict, attempt.lost) for attempt in first if attempt.verdict is not None),
        hidden(round_, player.id),
        any(attempt.waiting for attempt in seen),
        finished.race_seconds if finished else None,
        max((attempt.speedup for attempt in first if attempt.accepted), default=0.0),
        place,
        sum(attempt.points for attempt in seen),
        len({attempt.lap for attempt in seen if attempt.accepted and attempt.lap > 0}),
    )


def money_lost(room: Room) -> int:
    """What all runs that the class has seen fail lost together."""
    races = [round_ for round_ in room.rounds.values() if isinstance(round_, RaceRound)]
    return sum(
        abs(attempt.lost)
        for round_ in races
        for attempts in round_.attempts.values()
        for attempt in attempts
        if not attempt.held
    )


def _board(room: Room) -> BoardView:
    """The standings as they were when the board was shown."""
    best = [room.players[player] for player in islice(room.board, BOARD_ROWS_MAX)]
    return BoardView(tuple(_board_row(room, player) for player in best), len(room.board))


def _board_row(room: Room, player: Player) -> BoardRowView:
    entry, before = room.board[player.id], room.board_before.get(player.id)
    return BoardRowView(
        player.id,
        player.number,
        player.name,
        entry.points,
        entry.rank,
        before.rank if before else None,
        entry.points - (before.points if before else 0),
    )


def standing_row(player: Player, place: Standing, before: BoardEntry | None) -> BoardRowView:
    """A place as it is now, and what has changed since the last board, if the student was on it."""
    return BoardRowView(
        player.id,
        player.number,
        player.name,
        place.points,
        place.rank,
        before.rank if before else None,
        place.points - (before.points if before else 0),
    )


def _podium(room: Room, step: int | None, title: str) -> PodiumView:
    rows = standings(room).rows
    best = tuple(
        BoardRowView(player.id, player.number, player.name, row.points, row.rank, None, 0)
        for row in rows[:PODIUM_ROWS_MAX]
        for player in (room.players[row.player],)
    )
    return PodiumView(step, title or room.plan.title, best, len(rows), room.ended)
