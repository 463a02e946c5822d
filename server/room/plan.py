"""The lesson as the room knows it: a plan of steps.  `catalog` makes it from a lesson folder.

Texts named `*_md` are the author's Markdown.  Whoever shows them turns them into HTML.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Scoring = Literal["accuracy", "accuracy-first", "classic"]
Activity = Literal["counter", "main-thread", "worker", "processes"]
Form = Literal["single", "multiple", "truefalse", "numeric", "text", "ordering", "matching", "poll"]


@dataclass(frozen=True, slots=True)
class Slide:
    title: str
    body_md: str
    notes_md: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    meaning_md: str
    example_md: str = ""


@dataclass(frozen=True, slots=True)
class Misconception:
    """Something that students often believe, and the sentence that sets it right."""

    id: str
    name: str
    mend_md: str
    read_md: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer that was foreseen, in the words of `rounds.telling`, and what it shows."""

    answer: str
    misconception: str


@dataclass(frozen=True, slots=True)
class Terms:
    title: str
    terms: tuple[Term, ...]
    notes_md: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the heap, and what is in it before the first step of a run."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RunStep:
    """One thing that one thread does (threads count from 0; -1 is nobody's)."""

    thread: int
    line: int
    op: str
    target: str = ""
    value: str = ""
    says_md: str = ""


@dataclass(frozen=True, slots=True)
class Tour:
    """A run that an author wrote down, for a class to walk through."""

    title: str
    source: str
    threads: tuple[str, ...]
    cells: tuple[Cell, ...]
    steps: tuple[RunStep, ...]
    notes_md: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.  Which of the key's fields count depends on `form`:

    single, truefalse: `right` holds one option index (true/false: 0 is true, 1 is false);
    multiple: `right` holds every right index; poll: nothing;
    numeric: `number`, give or take `tolerance`;
    text: any of `accepted`, compared without case and surplus space;
    ordering: `options_md` stand as they are shown, `right` lists their indexes in the right order;
    matching: `right` says for each of `items_md` which of `options_md` belongs to it.

    `misconceptions` has for each option, or for each item of a matching, what a wrong choice there shows;
    `wrong` lists foreseen wrong answers of the other forms, and `misconception` stands for all the rest.
    """

    title: str
    prompt_md: str
    form: Form
    seconds: int
    weight: float = 1.0
    options_md: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    number: float = 0.0
    tolerance: float = 0.0
    unit: str = ""
    accepted: tuple[str, ...] = ()
    explanation_md: str = ""
    notes_md: str = ""
    items_md: tuple[str, ...] = ()
    whys_md: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a program that is put together from blocks.  Its code begins at the left margin.

    `indent`, in steps of four blanks, says where it stands already; None: the student places it.
    """

    code: str
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class Lap:
    """One challenge of a race."""

    title: str
    challenge: str
    statement_md: str
    starter: str
    hints_md: tuple[str, ...]
    weight: float = 1.0
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Race:
    """A race is run over its own challenge first, then over `bonus`, by those who are ahead."""

    title: str
    challenge: str
    statement_md: str
    starter: str
    hints_md: tuple[str, ...]
    seconds: int
    weight: float = 1.0
    cooldown_seconds: float = 5.0
    freeze_seconds: float = 0.0  # before the end, the board stops telling; 0 for never
    notes_md: str = ""
    hint_share: float = 0.05  # what a hint costs, as a share of its challenge's points
    blocks: tuple[Block, ...] = ()
    bonus: tuple[Lap, ...] = ()

    @property
    def laps(self) -> tuple[Lap, ...]:
        """All its challenges, in the order in which they may be tried."""
        own = (self.title, self.challenge, self.statement_md, self.starter, self.hints_md)
        return (Lap(*own, self.weight, self.blocks), *self.bonus)


@dataclass(frozen=True, slots=True)
class CodeTab:
    """One example.  `program` names a program of the pages that a student can run; empty: only to be read."""

    label: str
    language: str
    source: str
    program: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Examples side by side."""

    title: str
    intro_md: str
    tabs: tuple[CodeTab, ...]
    notes_md: str = ""


@dataclass(frozen=True, slots=True)
class Experiment:
    """Predict, run, compare.  `source` is the program that runs."""

    title: str
    activity: Activity
    prompt_md: str
    language: str
    source: str
    learned_md: str = ""
    notes_md: str = ""


@dataclass(frozen=True, slots=True)
class Learned:
    """What the class believed at first and at last."""

    title: str
    text_md: str = ""
    notes_md: str = ""


@dataclass(frozen=True, slots=True)
class Podium:
    title: str
    notes_md: str = ""


Step = Slide | Terms | Tour | Question | Race | Code | Experiment | Learned | Podium


@dataclass(frozen=True)
class Plan:
    """A whole lesson, complete in itself, so that a room outlives a change of its lesson folder.

    It has no slots, since it remembers what is asked of it at every answer.
    """

    slug: str
    title: str
    language: str
    series: str
    scoring: Scoring
    steps: tuple[Step, ...]
    misconceptions: tuple[Misconception, ...] = ()

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """Of all that points can be earned in; a poll earns none."""
        rounds = (step for step in self.steps if isinstance(step, Question | Race))
        return tuple(
            step.weight for step in rounds if not (isinstance(step, Question) and step.form == "poll")
        )

    @cached_property
    def question_numbers(self) -> tuple[int, ...]:
        """The steps that are questions: the first is question 1."""
        return tuple(index for index, step in enumerate(self.steps) if isinstance(step, Question))

    def misconception(self, id: str) -> Misconception | None:
        return next((found for found in self.misconceptions if found.id == id), None)
