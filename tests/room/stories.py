"""What the stories about rooms are told with: a small lesson, and rooms after something has happened."""

from dataclasses import replace
from functools import reduce

from server.room import commands as c
from server.room.commands import Command
from server.room.decide import decide
from server.room.events import Event, Given, Key, Pick, PlayerId, RoomOpened
from server.room.evolve import begin, evolve
from server.room.outside import Judged
from server.room.plan import (
    Cell,
    Code,
    CodeTab,
    Experiment,
    Plan,
    Podium,
    Question,
    Race,
    RunStep,
    Scoring,
    Slide,
    Term,
    Terms,
    Tour,
)
from server.room.refusals import Refusal
from server.room.state import Room

ADA, BOB, CYD = PlayerId("a" * 12), PlayerId("b" * 12), PlayerId("c" * 12)

SINGLE = Question("Final value", "What is `x`?", "single", 20, options_md=("1", "2", "either"), right=(2,))
MULTIPLE = Question("Atomic", "Which?", "multiple", 30, options_md=("a", "b", "c", "d"), right=(0, 2))
TRUE_FALSE = Question("GIL", "Is it so?", "truefalse", 10, options_md=("True", "False"), right=(1,))
NUMERIC = Question("How many", "Count.", "numeric", 20, number=6, tolerance=0.5, unit="orders")
TEXT = Question("The word", "Name it.", "text", 20, accepted=("race condition", "data race"))
ORDERING = Question("In order", "Sort.", "ordering", 40, options_md=("b", "c", "a"), right=(2, 0, 1))
MATCHING = Question(
    "Who uses what",
    "Match.",
    "matching",
    40,
    options_md=("m", "n"),
    right=(1, 0, 1),
    items_md=("x", "y", "z"),
)
POLL = Question("Ever met one?", "Tell.", "poll", 20, options_md=("yes", "no"))
RACE = Race("Safe transfer", "safe-transfer", "Mend it.", "def f(): ...\n", ("Look.",), 300)
CODE = Code(
    "Side by side", "Read.", (CodeTab("Python", "python", "x = 1\n"), CodeTab("JavaScript", "js", "x;\n"))
)
COUNTER = Experiment("Does it reach 200?", "counter", "Guess.", "python", "def run(): ...\n", "It need not.")
MAIN_THREAD = Experiment("A long loop", "main-thread", "How long?", "js", "busy(1000);\n")
WORKER = Experiment("In a worker", "worker", "And now?", "js", "self.onmessage = busy;\n")
PROCESSES = Experiment("Faster?", "processes", "How much?", "python", "def work(n): ...\n")
EXPERIMENTS = (COUNTER, MAIN_THREAD, WORKER, PROCESSES)
TOUR = Tour(
    "A lost update",
    "n = n + 1",
    ("press()", "press()"),
    (Cell("n", "0"),),
    (RunStep(0, 1, "read", "n", "0"), RunStep(1, 1, "write", "n", "1"), RunStep(0, 1, "write", "n", "1")),
)

FORMS = (SINGLE, MULTIPLE, TRUE_FALSE, NUMERIC, TEXT, ORDERING, MATCHING, POLL)
PLAN = Plan(
    "small",
    "A small lesson",
    "en",
    "CS 1",
    "accuracy-first",
    (
        Slide("Why", "Because."),
        Terms("Terms", (Term("thread", "A line of execution."),)),
        *FORMS,
        RACE,
        CODE,
        *EXPERIMENTS,
        TOUR,
        Podium("The end"),
    ),
)
FIRST_QUESTION = 2
POLL_STEP = FIRST_QUESTION + FORMS.index(POLL)
RACE_STEP = FIRST_QUESTION + len(FORMS)
ACCEPTED = Judged("accepted", True, 100, "Every schedule kept the money.", None, "{}", speedup=1.9)
HALF = Judged("accepted", True, 60, "Right, one at a time.", None, "{}")
LOST = Judged(
    "lost_update",
    False,
    0,
    "Money vanished.",
    4,
    '{"verdict":"lost_update","sandbox":"filter"}',
    lost=30,
    steps=3,
)
CODE_STEP = RACE_STEP + 1
COUNTER_STEP, MAIN_THREAD_STEP, WORKER_STEP, PROCESSES_STEP = range(CODE_STEP + 1, CODE_STEP + 5)
TOUR_STEP = PROCESSES_STEP + 1
PODIUM_STEP = TOUR_STEP + 1


def scored_by(scoring: Scoring) -> Plan:
    return replace(PLAN, scoring=scoring)


def empty(plan: Plan = PLAN) -> Room:
    return begin(RoomOpened("CDFGHJ", plan.series, plan, 0.0))


def applied(room: Room, events: list[Event]) -> Room:
    return reduce(evolve, events, room)


def after(room: Room, *asked: tuple[Command, float]) -> Room:
    """The room after these commands at these times, none of which may be refused."""
    for command, now in asked:
        decision = decide(room, command, now)
        assert not isinstance(decision, Refusal), f"{command} was refused: {decision}"
        room = applied(room, decision)
    return room


def join(player: PlayerId, name: str) -> c.Join:
    return c.Join(player, name, name.casefold(), seat_of(player))


def seat_of(player: PlayerId) -> str:
    return f"seat of {player}"


def answer(player: PlayerId, given: Given, step: int = FIRST_QUESTION, key: str = "key-1234") -> c.Answer:
    return c.Answer(player, step, given, Key(key))


def submit(
    player: PlayerId, source: str = "pass", key: str = "key-1234", step: int = RACE_STEP, lap: int = 0
) -> c.Submit:
    return c.Submit(player, step, source, Key(key), lap)


def predict(
    player: PlayerId, *numbers: float, step: int = COUNTER_STEP, key: str = "key-predict"
) -> c.Predict:
    return c.Predict(player, step, numbers, Key(key))


def ask_trial(player: PlayerId, key: str = "key-trial-1", step: int = COUNTER_STEP) -> c.AskTrial:
    return c.AskTrial(player, step, Key(key))


def report_trial(
    player: PlayerId, *numbers: float, step: int = MAIN_THREAD_STEP, key: str = "key-trial-1"
) -> c.ReportTrial:
    return c.ReportTrial(player, step, numbers, Key(key))


def class_of_two(plan: Plan = PLAN) -> Room:
    return after(empty(plan), (join(ADA, "Ada"), 1), (join(BOB, "Bob"), 2))


def with_question_open(plan: Plan = PLAN, step: int = FIRST_QUESTION) -> Room:
    """Two students, and a question that opened at second 100."""
    return after(class_of_two(plan), (c.ShowStep(step), 90), (c.OpenQuestion(step), 100))


def with_race_open(race: Race = RACE) -> Room:
    """Two students, and a race that opened at second 100."""
    plan = replace(PLAN, steps=(*PLAN.steps[:RACE_STEP], race, *PLAN.steps[RACE_STEP + 1 :]))
    return after(class_of_two(plan), (c.ShowStep(RACE_STEP), 90), (c.OpenRace(RACE_STEP), 100))


def with_race_failed() -> Room:
    """Ada's first attempt has lost an update, in a run of three steps."""
    return after(with_race_open(), (submit(ADA), 101), (c.GiveVerdict(ADA, RACE_STEP, 1, LOST), 102))


def revealed(room: Room, now: float, step: int = FIRST_QUESTION) -> Room:
    return after(room, (c.CloseQuestion(step), now), (c.RevealAnswer(step), now))


def with_experiment_running(step: int = COUNTER_STEP, *predictions: c.Predict) -> Room:
    """Two students, and an experiment that runs since second 110."""
    return after(
        class_of_two(),
        (c.ShowStep(step), 90),
        (c.TakePredictions(step), 100),
        *((prediction, 105) for prediction in predictions),
        (c.StartTrials(step), 110),
    )


RIGHT, WRONG = Pick(2), Pick(0)
