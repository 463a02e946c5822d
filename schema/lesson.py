"""What an author writes: lesson.toml, and the files of terms and questions that it names.

Everything that may be left out has a default.  A key that is not here is an error, so that a typing mistake
never goes unnoticed.  Texts are Markdown.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from schema.choices import Choice, multiple_choices, ordered_choices, poll_choices, single_choices

STEPS_MAX = 300
LIST_MAX = 100
TEXT_MAX = 8_000

Line = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^.*\S.*$")]
Prose = Annotated[str, Field(max_length=TEXT_MAX)]
WrittenProse = Annotated[str, Field(min_length=1, max_length=TEXT_MAX, pattern=r"\S")]
File = Annotated[
    str, Field(min_length=1, max_length=200, description="Path inside the lesson folder, with /.")
]
Seconds = Annotated[int, Field(ge=5, le=900)]
Weight = Annotated[float, Field(ge=0.1, le=10, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
ChallengeName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Scoring = Literal["accuracy", "accuracy-first", "classic"]

_LIST = WithJsonSchema(
    {"type": "string", "description": "A list: - [x] right, - [ ] wrong; > why it tempts."}
)
_ORDER = WithJsonSchema({"type": "string", "description": "A numbered list, in the right order."})
SingleChoices = Annotated[tuple[Choice, ...], PlainValidator(single_choices), _LIST]
MultipleChoices = Annotated[tuple[Choice, ...], PlainValidator(multiple_choices), _LIST]
PollChoices = Annotated[tuple[Choice, ...], PlainValidator(poll_choices), _LIST]
OrderedChoices = Annotated[tuple[Choice, ...], PlainValidator(ordered_choices), _ORDER]


class Written(BaseModel):
    """A table of a lesson file: exact types, and only the keys that are listed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class AskedQuestion(Written):
    """What all questions have."""

    title: Annotated[str, Field(max_length=120)] = Field(
        default="", description="Shown above the prompt; left out, it is the prompt's first line."
    )
    prompt: WrittenProse
    seconds: Seconds = Field(default=40, description="Time to answer.")
    explanation: Prose = Field(default="", description="Shown with the right answer.")
    notes: Prose = Field(default="", description="For the instructor only.")


class MarkedQuestion(AskedQuestion):
    """A question with a right answer."""

    weight: Weight = Field(default=1.0, description="2 makes it worth two ordinary questions.")


class SingleQuestion(MarkedQuestion):
    """One option is right."""

    form: Literal["single"]
    options: SingleChoices


class MultipleQuestion(MarkedQuestion):
    """Any number of options is right; a part of them earns a part of the points."""

    form: Literal["multiple"]
    options: MultipleChoices


class TrueFalseQuestion(MarkedQuestion):
    """A claim that holds or does not."""

    form: Literal["truefalse"]
    answer: bool
    seconds: Seconds = Field(default=25, description="Time to answer.")


class NumericQuestion(MarkedQuestion):
    """A number, right if it is within `tolerance` of `answer`."""

    form: Literal["numeric"]
    answer: Finite
    tolerance: Annotated[Finite, Field(ge=0)] = 0.0
    unit: Annotated[str, Field(max_length=20)] = Field(default="", description="What the number counts.")


class TextQuestion(MarkedQuestion):
    """A word or two, compared without regard to case and surplus space."""

    form: Literal["text"]
    accepted: list[Line] = Field(min_length=1, max_length=30, description="Every spelling that counts.")


class OrderingQuestion(MarkedQuestion):
    """Items to be put in order.  Written in the right order; students see them shuffled."""

    form: Literal["ordering"]
    order: OrderedChoices
    seconds: Seconds = Field(default=60, description="Time to answer.")


class PollQuestion(AskedQuestion):
    """A question to the class, without a right answer and without points."""

    form: Literal["poll"]
    options: PollChoices


Question = Annotated[
    SingleQuestion
    | MultipleQuestion
    | TrueFalseQuestion
    | NumericQuestion
    | TextQuestion
    | OrderingQuestion
    | PollQuestion,
    Field(discriminator="form"),
]


class Term(Written):
    term: Line
    meaning: Annotated[str, Field(min_length=1, max_length=1_000)]


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


class PodiumStep(Written):
    """The end: who came first."""

    kind: Literal["podium"]
    title: Line
    notes: Prose = ""


Step = Annotated[
    SlideStep | TermsStep | QuestionsStep | RaceStep | CodeStep | ExperimentStep | PodiumStep,
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
