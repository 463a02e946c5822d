"""Student ⇄ server, on `/ws/student`."""

from typing import Annotated, Literal

from pydantic import Field

from schema.wire.base import (
    AttemptNumber,
    Code,
    Key,
    Message,
    Name,
    PageId,
    Piece,
    PlayerKey,
    Protocol,
    SeatToken,
    Source,
    StepIndex,
)
from schema.wire.shared import Belief, BoardRow, Bye, Done, Ping, Pong, Refused, SceneShown, Typed, Verdict


class Pick(Piece):
    """Single choice, true/false (0 is true, 1 is false) and poll."""

    form: Literal["pick"] = "pick"
    option: int = Field(ge=0, le=11)


class Picks(Piece):
    """Multiple choice: the options that the student holds true; none is an answer, too."""

    form: Literal["picks"] = "picks"
    options: list[Annotated[int, Field(ge=0, le=11)]] = Field(max_length=12)


class Figure(Piece):
    form: Literal["figure"] = "figure"
    number: float = Field(allow_inf_nan=False, ge=-1e15, le=1e15)


class Words(Piece):
    form: Literal["words"] = "words"
    text: Typed


class Order(Piece):
    """Ordering: indexes of the options as shown, first to last."""

    form: Literal["order"] = "order"
    options: list[Annotated[int, Field(ge=0, le=11)]] = Field(max_length=12)


class Pairs(Piece):
    """Matching: for each item the index of the option put to it; null where there is none yet."""

    form: Literal["pairs"] = "pairs"
    options: list[Annotated[int, Field(ge=0, le=11)] | None] = Field(max_length=12)


AnswerValue = Annotated[Pick | Picks | Figure | Words | Order | Pairs, Field(discriminator="form")]


class Hello(Message):
    """First message on the socket."""

    type: Literal["hello"] = "hello"
    protocol: Protocol
    room: Code
    token: SeatToken | None = Field(description="The seat this browser holds in that room, if any.")
    page: PageId | None = Field(
        default=None,
        description="Random, made anew by each load of the page: the newest page has the seat, whichever "
        "comes back last.  May be left out.",
    )


class Join(Message):
    """Ask for a seat under a nickname.  Sent again with the same token, it finds the same seat."""

    type: Literal["join"] = "join"
    key: Key
    name: Name
    token: SeatToken


class SuggestName(Message):
    """Ask for a friendly nickname that is free in this room."""

    type: Literal["suggest_name"] = "suggest_name"


class Answer(Message):
    """The student's answer.  Safe to send twice: the first one counts."""

    type: Literal["answer"] = "answer"
    key: Key
    step: StepIndex
    answer: AnswerValue


LapIndex = Annotated[int, Field(ge=0, le=9, description="Which challenge of the race.")]
Mode = Literal["code", "blocks"]


class Submit(Message):
    """Code for the judge.  The same key again is the same submission."""

    type: Literal["submit"] = "submit"
    key: Key
    step: StepIndex
    lap: LapIndex
    source: Source


class NameReplay(Message):
    """May the run of this attempt be shown with the student's name?  Unasked, it may not."""

    type: Literal["name_replay"] = "name_replay"
    key: Key
    step: StepIndex
    attempt: AttemptNumber
    named: bool


class SaveDraft(Message):
    """What the student has so far, for when they come back on another page.  The last one counts.

    `source` is the editor's text, or the arrangement of the blocks as JSON: `[[block, indent], …]`.
    """

    type: Literal["save_draft"] = "save_draft"
    key: Key
    step: StepIndex
    lap: LapIndex
    mode: Mode
    source: Source


class OpenHint(Message):
    """Read the next hint, for its price.  Safe to send twice: a hint that is open costs nothing again."""

    type: Literal["open_hint"] = "open_hint"
    key: Key
    step: StepIndex
    lap: LapIndex
    hint: int = Field(ge=0, le=99, description="From 0, in order.")


Number = Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e6)]


class Predict(Message):
    """What the student thinks will come out of an experiment.  The first prediction counts."""

    type: Literal["predict"] = "predict"
    key: Key
    step: StepIndex
    numbers: list[Number] = Field(max_length=4, description="One for each of the scene's `asks`.")


class AskTrial(Message):
    """Run the experiment on the server once more."""

    type: Literal["ask_trial"] = "ask_trial"
    key: Key
    step: StepIndex


class ReportTrial(Message):
    """It ran in this page: the longest gap between two frames, in milliseconds."""

    type: Literal["report_trial"] = "report_trial"
    key: Key
    step: StepIndex
    numbers: list[Number] = Field(max_length=4)


class Welcome(Message):
    """Answer to `hello`: the room exists.  `you` follows at once if the token holds a seat."""

    type: Literal["welcome"] = "welcome"
    room: str
    lesson: str
    language: str = Field(description="Language of the lesson, as in HTML's lang attribute.")
    seated: bool
    waiting: bool = Field(description="Has asked for a seat, and waits to be let in.")
    locked: bool
    suggestion: str = Field(description="A friendly nickname that is free now; empty when seated.")
    glossary_url: str = Field(description="Where the lesson's terms are; empty without a seat.")


class Suggestion(Message):
    type: Literal["suggestion"] = "suggestion"
    name: str


class MyResult(Piece):
    """How the student did on the question that was just revealed."""

    mark: Literal["right", "partly", "wrong", "none", "poll"]
    points: int
    speed_bonus: int
    streak: int
    late_joiner: bool = Field(description="Came after it opened and did not answer: counts for nothing.")
    beliefs: list[Belief] = Field(description="What the answer shows that the student believes.")


class MyBelief(Piece):
    """Something that the student believed in this lesson."""

    belief: Belief
    still: bool = Field(description="The last answer that touched it still showed it.")


class Attempt(Piece):
    """One submission and what became of it.  `report_json` is the judge's report (`schema/report.py`)."""

    number: int = Field(ge=1)
    lap: int
    state: Literal["waiting", "judged", "superseded", "not_judged"]
    verdict: Verdict | None
    message: str
    line: int | None
    points: int
    report_json: str = Field(description="Empty unless judged; only the newest attempt carries it.")
    source: str = Field(description="What the report is about; empty without one.")
    named: bool = Field(description="The student agreed that its run may be shown with their name.")


class MyLap(Piece):
    """How far the student is with one challenge of the race."""

    may_try: bool
    hints_html: list[str] = Field(description="Those that were opened.")
    points: int
    score: int | None = Field(description="The best so far, of 100; None: not solved yet.")
    draft: str | None = Field(description="The text last saved or submitted; None to begin with the starter.")
    blocks: str | None = Field(description="The arrangement last saved, as in `save_draft`.")


class MyRace(Piece):
    step: StepIndex
    attempts: list[Attempt]
    laps: list[MyLap]
    cooldown_ms: int = Field(ge=0, description="How long until the next submission may be sent.")
    finished_ms: int | None
    place: int | None = Field(description="Order of finish; None, too, while the frozen board does not tell.")
    frozen: bool = Field(description="The class sees nothing new of this race until it is revealed.")


class MyTrial(Piece):
    number: int = Field(ge=1)
    numbers: list[float] = Field(description="Empty while it runs, and where nothing came of it.")
    why: str = Field(description="Why nothing came of it.")


class MyExperiment(Piece):
    step: StepIndex
    prediction: list[float] = Field(description="Empty until it is made.")
    trials: list[MyTrial] = Field(description="The newest twenty, oldest first.")
    cooldown_ms: int = Field(ge=0, description="How long until the next run may be asked for.")


class You(Message):
    """Everything that is the student's own, whole.  Points and rank count only what has been revealed."""

    type: Literal["you"] = "you"
    player: PlayerKey
    number: int
    name: str
    points: int
    rank: int
    of: int
    streak: int
    neighbours: list[BoardRow] = Field(description="Own row and up to two either side.")
    step: StepIndex | None = Field(description="The step that `answer` and `result` belong to.")
    answer: AnswerValue | None = Field(description="Own saved answer to the question on the stage.")
    result: MyResult | None
    race: MyRace | None
    experiment: MyExperiment | None
    learned: list[MyBelief] = Field(description="At the end: what the student believed in this lesson.")
    summary_url: str = Field(description="The student's own summary, to be kept; empty before the end.")


class Turn(Message):
    """Where the student's newest submission stands, until its verdict comes with `you`.

    Replaces the last one.  Without one after `hello`, nothing waits.
    """

    type: Literal["turn"] = "turn"
    step: StepIndex
    attempt: int = Field(ge=1, description="As `number` of an attempt.")
    place: int | None = Field(
        ge=0, description="1: next; 0: being judged; null: the judge restarts, and will take it up again."
    )


StudentSends = Annotated[
    Hello
    | Join
    | SuggestName
    | Answer
    | Submit
    | SaveDraft
    | OpenHint
    | Predict
    | AskTrial
    | ReportTrial
    | NameReplay
    | Ping,
    Field(discriminator="type"),
]
StudentGets = Annotated[
    Welcome | Suggestion | SceneShown | You | Turn | Done | Refused | Bye | Pong, Field(discriminator="type")
]
