"""What only the instructor may know: the plan, the next moves, the right answer, who has done what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from server.room.decide_run import has_run, run_on_stage
from server.room.events import PlayerId
from server.room.freeze import is_frozen
from server.room.plan import Code, Experiment, Learned, Podium, Question, Race, Slide, Step, Terms, Tour
from server.room.rounds.counting import TallyOf, tallies
from server.room.rounds.telling import right_in_words
from server.room.standings import Standing, Standings
from server.room.state import Attempt, Player, QuestionRound, RaceRound, Replay, Room
from server.room.view_reveal import named_tally

MoveName = Literal[
    "show_step",
    "open_question",
    "close_question",
    "reveal_answer",
    "open_race",
    "close_race",
    "freeze_race",
    "reveal_lane",
    "reveal_lanes",
    "take_predictions",
    "start_trials",
    "compare_results",
    "pause",
    "resume",
    "show_leaderboard",
    "hide_leaderboard",
    "move_run",
    "hide_replay",
    "end_lesson",
]
StepKind = Literal["slide", "terms", "tour", "question", "race", "code", "experiment", "learned", "podium"]


@dataclass(frozen=True, slots=True)
class MoveView:
    request: MoveName
    step: int | None
    label: str
    hint: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class FailedRunView:
    player: Player
    number: int
    attempt: Attempt
    on_stage: bool


@dataclass(frozen=True, slots=True)
class StepLineView:
    step: int
    kind: StepKind
    title: str
    state: Literal["ahead", "now", "done"]
    seconds: int | None


class PlayerLineView(NamedTuple):
    """What a line depends on.  A tuple: there are thousands, made to be compared with the last ones."""

    player: Player
    place: Standing
    answered: bool | None
    attempts: tuple[Attempt, ...]
    finished: bool
    hints: int

    @property
    def last_verdict(self) -> str:
        return next((attempt.verdict for attempt in reversed(self.attempts) if attempt.verdict), "")


FAILED_RUNS_MAX = 60
_HIDE_REPLAY = MoveView("hide_replay", None, "Take the run off", "The projector shows the lesson again.")


def kind_of(step: Step) -> StepKind:
    match step:
        case Slide():
            return "slide"
        case Terms():
            return "terms"
        case Tour():
            return "tour"
        case Question():
            return "question"
        case Race():
            return "race"
        case Code():
            return "code"
        case Experiment():
            return "experiment"
        case Learned():
            return "learned"
        case Podium():
            return "podium"


def step_lines(room: Room) -> tuple[StepLineView, ...]:
    """The plan, with what is behind and what ahead."""

    def state(index: int) -> Literal["ahead", "now", "done"]:
        if room.step is None or index > room.step:
            return "ahead"
        return "now" if index == room.step and not room.ended else "done"

    return tuple(
        StepLineView(
            index,
            kind_of(step),
            step.title,
            state(index),
            step.seconds if isinstance(step, Question | Race) else None,
        )
        for index, step in enumerate(room.plan.steps)
    )


def notes(room: Room) -> str:
    return room.plan.steps[room.step].notes_md if room.step is not None and not room.ended else ""


def answer_label(room: Room) -> str:
    """The right answer to the question on the stage, in words; empty elsewhere."""
    question = room.question(room.step) if room.step is not None else None
    return right_in_words(question) if question else ""


def live_answers(room: Room) -> tuple[int, tuple[TallyOf, ...]] | None:
    """What has been answered so far to the question on the stage."""
    question = room.question(room.step) if room.step is not None else None
    if question is None or room.step is None:
        return None
    answers = room.question_round(room.step).answers
    counted = tallies(question, (answer.given for answer in answers.values()))
    return room.step, tuple(named_tally(room, tally) for tally in counted)


def player_lines(
    room: Room, ranking: Standings, only: Iterable[Player] | None = None
) -> tuple[PlayerLineView, ...]:
    """All students who hold a seat, by start number; or only these of them."""
    running = room.running()
    answers = running[1].answers if running and isinstance(running[1], QuestionRound) else None
    race = room.race_round(room.step) if room.step is not None and room.race(room.step) else None
    finished = frozenset(race.finished) if race else frozenset[PlayerId]()

    def line(player: Player) -> PlayerLineView:
        return PlayerLineView(
            player,
            ranking.of(player.id),
            None if answers is None else player.id in answers,
            race.attempts.get(player.id, ()) if race else (),
            player.id in finished,
            len(race.hints.get(player.id, ())) if race else 0,
        )

    return tuple(map(line, room.active() if only is None else only))


def failed_runs(room: Room) -> tuple[int, tuple[FailedRunView, ...]] | None:
    """The race on the stage, or the last one that was, with its failed runs, newest first."""
    races = [step for step, round_ in room.rounds.items() if isinstance(round_, RaceRound)]
    if not races:
        return None
    step = room.step if room.step in races else max(races)
    found = [
        FailedRunView(player, number, attempt, _is_on_stage(room.replay, step, player, number))
        for player in room.active()
        for number, attempt in enumerate(room.race_round(step).attempts.get(player.id, ()), start=1)
        if has_run(room, step, player.id, attempt)
    ]
    found.sort(key=lambda run: run.attempt.at, reverse=True)
    return step, tuple(found[:FAILED_RUNS_MAX])


def _is_on_stage(replay: Replay | None, step: int, player: Player, number: int) -> bool:
    return replay is not None and (replay.step, replay.player, replay.attempt) == (step, player.id, number)


def main_move(room: Room) -> MoveView | None:
    """The obvious next thing, for the big button; None when the lesson has ended."""
    if room.ended:
        return None
    if room.paused_at is not None:
        return MoveView("resume", None, "Go on", "The clock runs again.")
    if room.replay is not None:
        return _run_move(room) or _HIDE_REPLAY
    if room.step is None:
        return _next(room)
    if room.board_shown and not _still_to_come(room, room.step):
        return _next(room)
    return _run_move(room) or _round_move(room, room.step) or _next(room)


def _still_to_come(room: Room, step: int) -> bool:
    """A board shown over what has not been opened, or over half an experiment, must not skip it."""
    round_ = room.rounds.get(step)
    if round_ is not None:
        return round_.state == "ready"
    return room.experiment(step) is not None and room.experiment_round(step).state != "compared"


def _run_move(room: Room) -> MoveView | None:
    """The next step of the run on the projector; None when it is at its end."""
    run = run_on_stage(room)
    if run is None or run[1] >= run[2]:
        return None
    step, at, of = run
    return MoveView("move_run", step, "Next step", f"Step {at + 1} of {of} on the projector.", at + 1)


def _run_back(room: Room) -> MoveView | None:
    run = run_on_stage(room)
    if run is None or run[1] == 0:
        return None
    step, at, of = run
    return MoveView("move_run", step, "Back", f"Step {at - 1} of {of} on the projector.", at - 1)


def _round_move(room: Room, step: int) -> MoveView | None:
    if room.question(step):
        return _question_move(room, step)
    if room.experiment(step):
        return _experiment_move(room, step)
    if room.race(step):
        match room.race_round(step).state:
            case "ready":
                return MoveView("open_race", step, "Start the race", "Editors open and the clock starts.")
            case "open":
                return MoveView("close_race", step, "End the race", _race_hint(room, step))
            case "closed" if is_frozen(room.race_round(step)):
                return MoveView(
                    "reveal_lane", step, "Reveal the next lane", "From the bottom of the board up."
                )
            case "closed":
                return MoveView(
                    "show_leaderboard", None, "Show the leaderboard", "Rows slide to their places."
                )
    return None


def _race_hint(room: Room, step: int) -> str:
    """An instructor who ends a race should know whom it would stop."""
    racing = len(room.active()) - len(room.race_round(step).finished)
    return "No more code is taken." if racing > 0 else "All have solved it; some may still improve."


def _experiment_move(room: Room, step: int) -> MoveView | None:
    match room.experiment_round(step).state:
        case "ready":
            return MoveView("take_predictions", step, "Take predictions", "Phones ask what will come out.")
        case "predicting":
            return MoveView("start_trials", step, "Let it run", "Who has predicted can try it out.")
        case "running":
            return MoveView("compare_results", step, "Compare", "Bars grow: what was said, what came out.")
        case "compared":
            return None


def _question_move(room: Room, step: int) -> MoveView | None:
    match room.question_round(step).state:
        case "ready":
            return MoveView(
                "open_question", step, "Open the question", "Options appear and the clock starts."
            )
        case "open":
            return MoveView("close_question", step, "Close the question", "No more answers are taken.")
        case "closed":
            return MoveView(
                "reveal_answer", step, "Reveal the answer", "Bars grow, and each student sees theirs."
            )
        case "revealed" if not _question_follows(room, step):
            return MoveView("show_leaderboard", None, "Show the leaderboard", "Rows slide to their places.")
        case _:
            return None


def _question_follows(room: Room, step: int) -> bool:
    """Within a group of questions the board may wait; after a poll there is nothing new on it."""
    question = room.question(step)
    return room.question(step + 1) is not None or (question is not None and question.form == "poll")


def _next(room: Room) -> MoveView:
    index = 0 if room.step is None else room.step + 1
    if index >= len(room.plan.steps):
        return MoveView("end_lesson", None, "End the lesson", "The podium stays; no more answers are taken.")
    title = room.plan.steps[index].title
    if room.step is None:
        return MoveView("show_step", 0, "Start the lesson", f"The class sees: {title}")
    return MoveView("show_step", index, f"Next: {title}", f"The class sees: {title}")


def _freezing(room: Room) -> tuple[MoveView, ...]:
    """What the frozen board adds to a race."""
    if room.step is None or room.race(room.step) is None:
        return ()
    round_ = room.race_round(room.step)
    match round_.state, is_frozen(round_):
        case "open", False:
            hint = "The class sees no new verdict until you reveal them."
            return (MoveView("freeze_race", room.step, "Freeze the board", hint),)
        case "closed", True:
            return (MoveView("reveal_lanes", room.step, "Reveal all lanes", "The board is whole again."),)
    return ()


def other_moves(room: Room) -> tuple[MoveView, ...]:
    """Everything else that can be done now."""
    if room.ended:
        return ()
    main, moves = main_move(room), list[MoveView]()
    if run_back := _run_back(room):
        moves.append(run_back)
    elif room.replay is None and room.step is not None and room.step > 0:
        title = room.plan.steps[room.step - 1].title
        moves.append(MoveView("show_step", room.step - 1, "Back", f"The class sees: {title}"))
    if room.step is not None:
        moves.append(_next(room))
    if room.replay is not None:
        moves.append(_HIDE_REPLAY)
    running = room.running()
    if running and room.paused_at is None:
        moves.append(MoveView("pause", None, "Pause", "The clock stops; nobody can answer meanwhile."))
    if running and room.step is not None and (close := _round_move(room, room.step)):
        moves.append(close)
    moves.extend(_freezing(room))
    if room.board_shown:
        moves.append(MoveView("hide_leaderboard", None, "Hide the leaderboard", "Back to the step."))
    elif running is None and room.step is not None:
        moves.append(
            MoveView("show_leaderboard", None, "Show the leaderboard", "Rows slide to their places.")
        )
    moves.append(
        MoveView("end_lesson", None, "End the lesson", "The podium stays; no more answers are taken.")
    )
    return tuple(move for move in dict.fromkeys(moves) if move != main)
