"""How simulated students differ.  None of them knows an answer: they guess."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from schema.wire.experiment import ExperimentScene
from schema.wire.shared import QuestionScene
from schema.wire.student import AnswerValue, AskTrial, Figure, Order, Pairs, Pick, Picks, ReportTrial, Words

GUESSED_WORDS = ("race condition", "deadlock", "thread", "lock", "mutex", "atomic", "I do not know")
LAST_MOMENT_MS = 120


@dataclass(frozen=True, slots=True)
class Character:
    """`pace`: after which part of the time they act, at least and at most; None: at the bell."""

    name: str
    pace: tuple[float, float] | None
    answers: bool = True
    double_clicks: bool = False
    drops: bool = False  # loses the line between sending and being told
    reloads: bool = False  # loads the page anew between sending and being told
    solves: bool = False  # hands in a right solution after a wrong one

    def pause_seconds(self, left_ms: int, chance: Random) -> float:
        """How long they think."""
        if self.pace is None:
            return max(0, left_ms - LAST_MOMENT_MS) / 1000
        return chance.uniform(*self.pace) * left_ms / 1000


CHARACTERS = (
    Character("quick", (0.03, 0.12), solves=True),
    Character("steady", (0.2, 0.5), solves=True),
    Character("double-clicking", (0.1, 0.4), double_clicks=True),
    Character("slow", (0.5, 0.85)),
    Character("dropping", (0.1, 0.5), drops=True, solves=True),
    Character("reloading", (0.2, 0.5), reloads=True),
    Character("last-moment", None),
    Character("steady", (0.2, 0.6), solves=True),
    Character("quick", (0.03, 0.12)),
    Character("absent", (0, 0), answers=False),
)


def cast(count: int) -> Iterator[Character]:
    """So many students, of every kind in turn."""
    return islice(cycle(CHARACTERS), count)


def guess(question: QuestionScene, chance: Random) -> AnswerValue:
    """Something that fits the question."""
    options = range(len(question.options_html))
    match question.form:
        case "multiple":
            return Picks(options=[option for option in options if chance.random() < 0.5])
        case "ordering":
            return Order(options=chance.sample(options, k=len(options)))
        case "matching":
            return Pairs(options=[chance.choice(options) for _ in question.items_html])
        case "numeric":
            return Figure(number=float(chance.randint(0, 10)))
        case "text":
            return Words(text=chance.choice(GUESSED_WORDS))
        case _:
            return Pick(option=chance.choice(options))


def predicted(experiment: ExperimentScene, chance: Random) -> list[float]:
    """Numbers within what is asked."""
    return [float(round(chance.uniform(ask.low, ask.high))) for ask in experiment.asks]


def trial(experiment: ExperimentScene, key: str, chance: Random) -> AskTrial | ReportTrial | None:
    """A run: on the server; or in a page, of which we have none, so that a gap is made up."""
    match experiment.runs_on:
        case "server":
            return AskTrial(key=key, step=experiment.step) if not experiment.off else None
        case "page":
            return ReportTrial(key=key, step=experiment.step, numbers=[float(chance.randint(16, 1100))])
        case "once":
            return None
