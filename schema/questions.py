"""What an author writes of a question: its text, its key, and what wrong answers show."""

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from schema.choices import Choice, multiple_choices, ordered_choices, poll_choices, single_choices
from schema.pairs import Pair, pairs
from schema.written import Finite, Line, MisconceptionId, Prose, Seconds, Weight, Written, WrittenProse

Tempted = Annotated[
    MisconceptionId | None,
    Field(description="What a wrong answer shows: the id of one of the lesson's [[misconception]] tables."),
]

_LIST = WithJsonSchema(
    {
        "type": "string",
        "description": "A list: - [x] right, - [ ] wrong {id of a misconception}; > why it tempts.",
    }
)
_PAIRS = WithJsonSchema({"type": "string", "description": "A list: - item -> what belongs to it."})
_ORDER = WithJsonSchema({"type": "string", "description": "A numbered list, in the right order."})
SingleChoices = Annotated[tuple[Choice, ...], PlainValidator(single_choices), _LIST]
MultipleChoices = Annotated[tuple[Choice, ...], PlainValidator(multiple_choices), _LIST]
PollChoices = Annotated[tuple[Choice, ...], PlainValidator(poll_choices), _LIST]
OrderedChoices = Annotated[tuple[Choice, ...], PlainValidator(ordered_choices), _ORDER]
Pairs = Annotated[tuple[Pair, ...], PlainValidator(pairs), _PAIRS]


class Program(Written):
    """A program with threads, and every way that it can end: `lesson check` runs it in every interleaving.

    In `multiple`, an option is right if it is one of these outcomes; in `single`, `numeric` and `text` the
    answer is the only outcome, or the one that `asks` says.  With `option` the program is about that option
    alone, which is right if the program can end as `asks` says, or ends as `always` says in every order.
    """

    code: Prose = Field(default="", description="Left out, it is the Python block of the prompt.")
    threads: list[Line] = Field(
        default=[], max_length=4, description="Calls that run at once, such as transfer(x, y)."
    )
    outcome: Prose = Field(
        default="",
        description="What comes out when all threads have ended: an expression; left out, what is printed.",
    )
    possible: list[Prose] = Field(
        default=[],
        max_length=40,
        description="Every outcome, as Python prints it; or deadlock, livelock, an exception's name.",
    )
    option: Annotated[str, Field(pattern=r"^[A-H]$")] | None = None
    asks: Line | None = Field(default=None, description="smallest, largest, or an outcome: deadlock.")
    always: Line | None = Field(
        default=None, description="The outcome of every order, if the answer is right."
    )


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
    program: list[Program] = Field(
        default=[], max_length=8, description="What the judge runs to prove the answer."
    )


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
    misconception: Tempted = None
    seconds: Seconds = Field(default=25, description="Time to answer.")


class WrongNumber(Written):
    """A wrong number that students are likely to give."""

    answer: Finite
    misconception: MisconceptionId


class NumericQuestion(MarkedQuestion):
    """A number, right if it is within `tolerance` of `answer`."""

    form: Literal["numeric"]
    answer: Finite
    tolerance: Annotated[Finite, Field(ge=0)] = 0.0
    unit: Annotated[str, Field(max_length=20)] = Field(default="", description="What the number counts.")
    wrong: list[WrongNumber] = Field(default=[], max_length=20, description="Wrong answers to be expected.")
    misconception: Tempted = None


class WrongText(Written):
    """A wrong answer that students are likely to type."""

    answer: Line
    misconception: MisconceptionId


class TextQuestion(MarkedQuestion):
    """A word or two, compared without regard to case and surplus space."""

    form: Literal["text"]
    accepted: list[Line] = Field(min_length=1, max_length=30, description="Every spelling that counts.")
    wrong: list[WrongText] = Field(default=[], max_length=20, description="Wrong answers to be expected.")
    misconception: Tempted = None


class WrongOrder(Written):
    """A wrong order that students are likely to give: the numbers of the items as you wrote them."""

    answer: Annotated[str, Field(pattern=r"^[1-8]( [1-8])*$")]
    misconception: MisconceptionId


class OrderingQuestion(MarkedQuestion):
    """Items to be put in order.  Written in the right order; students see them shuffled."""

    form: Literal["ordering"]
    order: OrderedChoices
    wrong: list[WrongOrder] = Field(default=[], max_length=20, description="Wrong answers to be expected.")
    misconception: Tempted = None
    seconds: Seconds = Field(default=60, description="Time to answer.")


class MatchingQuestion(MarkedQuestion):
    """Items to be matched with what belongs to them; each right pair earns its part of the points."""

    form: Literal["matching"]
    pairs: Pairs
    seconds: Seconds = Field(default=75, description="Time to answer.")


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
    | MatchingQuestion
    | PollQuestion,
    Field(discriminator="form"),
]
