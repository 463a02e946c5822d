"""What a page fetches once over plain HTTP, as JSON: the glossary of a lesson, and a student's summary."""

from typing import Annotated, Literal

from pydantic import Field

from schema.wire.base import Message, Piece
from schema.wire.shared import Belief, Form, Term, Verdict
from schema.wire.student import AnswerValue, MyBelief


class Glossary(Message):
    """Every term of a room's lesson, from `glossary_url`.  It never changes, so a browser keeps it."""

    type: Literal["glossary"] = "glossary"
    terms: list[Term]


class SummaryQuestion(Piece):
    """A question whose answer is out, and what the student answered."""

    number: int = Field(ge=1)
    title: str
    form: Form
    prompt_html: str
    options_html: list[str]
    items_html: list[str]
    answer: AnswerValue | None
    answer_label: str = Field(description="The student's answer in words; empty where there is none.")
    right: list[int] = Field(description="Right options; in an ordering their order, in a matching per item.")
    right_label: str
    mark: Literal["right", "partly", "wrong", "none", "poll"]
    points: int
    explanation_html: str
    whys_html: list[str]
    beliefs: list[Belief]


class SummaryAttempt(Piece):
    number: int = Field(ge=1)
    verdict: Verdict
    message: str
    story: str = Field(description="How it failed, in a sentence or two; empty where nothing failed.")


class SummaryRace(Piece):
    """One challenge of a race, if the student tried it."""

    title: str
    attempts: list[SummaryAttempt] = Field(description="Those that were judged, oldest first.")
    source: str = Field(description="The best solution that was accepted, else the last one.")
    points: int
    place: int | None = Field(description="Order of finish, from 1.")


class Summary(Message):
    """One student's lesson, to be kept, from `summary_url` with `.json`.  Nobody else is in it."""

    type: Literal["summary"] = "summary"
    room: str
    lesson: str
    language: str
    opened_at_ms: int = Field(description="Unix time in milliseconds.")
    name: str
    number: int
    points: int
    rank: int | None = Field(description="None as long as no board was shown.")
    of: int
    learned: list[MyBelief]
    questions: list[SummaryQuestion]
    races: list[SummaryRace]


Fetched = Annotated[Glossary | Summary, Field(discriminator="type")]
