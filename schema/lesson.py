"""What an author writes: lesson.toml, and the files of terms and questions that it names.

Everything that may be left out has a default.  A key that is not here is an error, so that a typing mistake
never goes unnoticed.  Texts are Markdown.
"""

from typing import Annotated, Literal

from pydantic import Field

from schema.questions import Question
from schema.written import (
    LIST_MAX,
    ChallengeName,
    File,
    Finite,
    Line,
    MisconceptionId,
    Prose,
    Weight,
    Written,
    WrittenProse,
)

STEPS_MAX = 300

Scoring = Literal["accuracy", "accuracy-first", "classic"]


class Term(Written):
    term: Line
    meaning: Annotated[str, Field(min_length=1, max_length=1_000)]
    example: Prose = Field(default="", description="A picture, or four lines of code.")


class Misconception(Written):
    """Something that students often believe; wrong answers refer to it by its id."""

    id: MisconceptionId
    name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^.*\S.*$")] = Field(
        description="The wrong belief in a few words, as the podium shows it."
    )
    mend: Annotated[str, Field(min_length=1, max_length=240, pattern=r"\S")] = Field(
        description="One sentence that sets it right."
    )
    read: Annotated[str, Field(max_length=300)] = Field(default="", description="What to read next.")


class SlideStep(Written):
    """A slide: either `file`, whose first `# heading` is the title, or `title` and `text` written here."""

    kind: Literal["slide"]
    file: File | None = None
    title: Line | None = None
    text: WrittenProse | None = None
    notes: Prose = ""


class TermsStep(Written):
    """A glossary: `[[term]]` tables in `file`, or `[[step.term]]` tables written here."""

    kind: Literal["terms"]
    title: Line
    file: File | None = None
    term: list[Term] = Field(default=[], max_length=LIST_MAX)
    notes: Prose = ""


class TourStep(Written):
    """A run of threads that the class walks through, step by step."""

    kind: Literal["tour"]
    file: File = Field(description="The run: source, threads, heap and steps.")
    notes: Prose = ""


class QuestionsStep(Written):
    """One step for each `[[question]]` in `file`, or for each `[[step.question]]` written here."""

    kind: Literal["questions"]
    file: File | None = None
    question: list[Question] = Field(default=[], max_length=LIST_MAX)


class Bonus(Written):
    """One challenge more, for those who have solved the ones before it while the others still race."""

    challenge: ChallengeName
    weight: Weight = Field(default=1.0, description="How many ordinary questions a full solution is worth.")


class RaceStep(Written):
    """Students write code for a challenge: a folder of that name in challenges/, or a built-in one."""

    kind: Literal["race"]
    challenge: ChallengeName
    title: Line | None = Field(default=None, description="Left out, it is the challenge's own.")
    seconds: Annotated[int, Field(ge=30, le=7_200)] = 600
    weight: Weight = Field(default=3.0, description="How many ordinary questions a full solution is worth.")
    cooldown_seconds: Annotated[Finite, Field(ge=0, le=120)] = Field(
        default=5.0, description="A student's pause between two submissions."
    )
    freeze_seconds: Annotated[int, Field(ge=0, le=3_600)] = Field(
        default=0, description="So long before the end the board stops telling; 0 for never."
    )
    hint_cost: Annotated[Finite, Field(ge=0, le=100)] = Field(
        default=5.0, description="What each hint costs, in percent of its challenge's points."
    )
    bonus: list[Bonus] = Field(default=[], max_length=5, description="For those who are ahead, in order.")
    notes: Prose = ""


class ExampleTab(Written):
    """One example: `file` in the lesson folder, `source` written here, or a `program` of the pages."""

    label: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^.*\S.*$")]
    file: File | None = None
    source: Annotated[str, Field(max_length=4_000)] = ""
    language: Annotated[str, Field(max_length=32)] = Field(
        default="", description="For the colours: python, js; left out, by the name of the file."
    )
    program: Literal["sum-in-a-worker"] | None = Field(
        default=None, description="Students can run it: sum-in-a-worker."
    )


class CodeStep(Written):
    """Examples in tabs, `[[step.tab]]`; side by side on the projector."""

    kind: Literal["code"]
    title: Line
    text: Prose = ""
    tab: list[ExampleTab] = Field(min_length=1, max_length=4)
    notes: Prose = ""


class ExperimentStep(Written):
    """Predict, run, compare.

    counter: two threads and no lock, on the server; main-thread, worker: a long loop in the students' pages;
    processes: threads against processes, measured once by the server.
    """

    kind: Literal["experiment"]
    activity: Literal["counter", "main-thread", "worker", "processes"]
    title: Line
    text: WrittenProse = Field(description="What to predict.")
    learned: Prose = Field(default="", description="Shown with what the class has found.")
    notes: Prose = ""


class LearnedStep(Written):
    """What this class got wrong at first and at last, by misconception, and what to read next."""

    kind: Literal["learned"]
    title: Line
    text: Prose = Field(default="", description="The lesson in a few lines, for every student's page.")
    notes: Prose = ""


class PodiumStep(Written):
    """The end: who came first."""

    kind: Literal["podium"]
    title: Line
    notes: Prose = ""


Step = Annotated[
    SlideStep
    | TermsStep
    | TourStep
    | QuestionsStep
    | RaceStep
    | CodeStep
    | ExperimentStep
    | LearnedStep
    | PodiumStep,
    Field(discriminator="kind"),
]


class LessonHead(Written):
    """What lesson.toml says before its steps."""

    title: Line
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = Field(
        default="en", description="Of the texts: en, de, pt-BR."
    )
    series: Annotated[str, Field(max_length=60)] = Field(
        default="",
        description="Lessons of one series share a class leaderboard; left out, the lesson is its own.",
    )
    scoring: Scoring = Field(
        default="accuracy-first",
        description="accuracy: flat; accuracy-first: speed breaks ties; classic: half the points for speed.",
    )
    misconceptions: File | None = Field(default=None, description="A file of [[misconception]] tables.")
    misconception: list[Misconception] = Field(default=[], max_length=LIST_MAX)


class LessonFile(LessonHead):
    """lesson.toml."""

    step: list[Step] = Field(min_length=1, max_length=STEPS_MAX)


class QuestionFile(Written):
    """A file of questions: `[[question]]` again and again."""

    question: list[Question] = Field(min_length=1, max_length=LIST_MAX)


class TermFile(Written):
    """A file of terms: `[[term]]` again and again."""

    term: list[Term] = Field(min_length=1, max_length=LIST_MAX)


class BlocksFile(Written):
    """blocks.toml of a challenge: its program as blocks to be put in order, with `---` between them."""

    right: WrittenProse = Field(description="The program, each block indented as it stands there.")
    wrong: Prose = Field(default="", description="Blocks that do not belong.")
    given: Annotated[int, Field(ge=0, le=30)] = Field(
        default=0, description="So many of the first blocks stand in their place already."
    )


class MisconceptionFile(Written):
    """A file of misconceptions: `[[misconception]]` again and again."""

    misconception: list[Misconception] = Field(min_length=1, max_length=LIST_MAX)
