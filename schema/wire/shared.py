"""What several audiences see: the clock, the scenes on the stage, the board.

A scene is sent whole, never as a patch.  `*_html` is HTML that the server made from the lesson's Markdown
(raw HTML off); every other string is plain text and must be shown as text.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from schema import report
from schema.wire.base import Key, Message, Piece, PlayerKey, StepIndex, Text
from schema.wire.experiment import CodeScene, ExperimentScene
from schema.wire.run import Run
from schema.wire.visible import visible

Form = Literal["single", "multiple", "truefalse", "numeric", "text", "ordering", "matching", "poll"]
RoundState = Literal["ready", "open", "closed", "revealed"]
Verdict = report.Verdict


class Clock(Piece):
    """Time left when the scene was made.  A browser counts down from its arrival with its own stopwatch, less
    what `at_ms` tells of the way."""

    state: Literal["running", "paused", "stopped"]
    remaining_ms: int = Field(ge=0)
    total_ms: int = Field(ge=0)


class BoardRow(Piece):
    """One row of a leaderboard.  `number` is the start number, the student's for the whole lesson."""

    player: PlayerKey
    number: int
    name: str
    points: int
    rank: int = Field(ge=1)
    rank_before: int | None = Field(description="Rank at the last board shown; None for who was not on it.")
    gained: int = Field(description="Points since the last board shown.")


class Starter(Piece):
    """A student in the lobby, in order of arrival."""

    player: PlayerKey
    number: int
    name: str


class Term(Piece):
    term: str
    meaning_html: str
    example_html: str = Field(description="A picture or a few lines of code; may be empty.")


class Tally(Piece):
    """How often one answer was given.  For typed answers `label` is what students typed: plain text."""

    label: str
    count: int
    right: bool | None = Field(description="None in a poll, which has no right answer.")
    misconception: str = Field(
        description="What its wrong answers stand for, in a few words; empty where it is not worth a word."
    )


class Belief(Piece):
    """A misconception, and what mends it."""

    name: str
    mend_html: str
    read_html: str = Field(description="What to read next; may be empty.")


class Reveal(Piece):
    """What is shown once the answer is out."""

    tallies: list[Tally] = Field(
        description="One per option or, in a matching, per item; else the most frequent."
    )
    right_label: str = Field(description="The right answer in words; empty in a poll.")
    right_order: list[int] = Field(
        description="Ordering: option indexes in the right order.  Matching: for each item, its option."
    )
    explanation_html: str
    whys_html: list[str] = Field(description="For each option why it tempts; empty where nothing is said.")
    answered: int
    right_count: int = Field(description="Students whose answer was fully right.")


class LobbyScene(Piece):
    """Before the first step: how to join.  `starters` is for projector and console; empty for students."""

    kind: Literal["lobby"] = "lobby"
    starters: list[Starter]
    approval: bool = Field(description="Who comes now waits until the instructor lets them in.")
    waiting: int = Field(description="How many wait; for the projector and the console.")


class SlideScene(Piece):
    kind: Literal["slide"] = "slide"
    step: StepIndex
    title: str
    body_html: str


class TermsScene(Piece):
    kind: Literal["terms"] = "terms"
    step: StepIndex
    title: str
    terms: list[Term]


class TourScene(Piece):
    """A run that the class walks through.  `at` is how many of its steps the projector shows as done."""

    kind: Literal["tour"] = "tour"
    step: StepIndex
    title: str
    run: Run
    at: int = Field(ge=0)


class QuestionScene(Piece):
    """A question in one of its four states.  Options come when it opens, the reveal when it is revealed."""

    kind: Literal["question"] = "question"
    step: StepIndex
    number: int = Field(ge=1)
    of: int = Field(ge=1)
    form: Form
    state: RoundState
    title: str
    prompt_html: str
    options_html: list[str] = Field(description="Empty while `ready`, and for typed answers.")
    items_html: list[str] = Field(description="Matching: what the options belong to.")
    unit: str = Field(description="Numeric: what the number counts; may be empty.")
    points: int = Field(ge=0, description="What a right answer is worth, without speed; 0 in a poll.")
    clock: Clock
    reveal: Reveal | None


class Mark(Piece):
    """A verdict on a lane."""

    verdict: Verdict
    lost: int = Field(description="Money that vanished in the failing run; negative if it was made.")


class Lane(Piece):
    """One student's lane in a race, for the projector and the console."""

    player: PlayerKey
    number: int
    name: str
    attempts: list[Mark] = Field(description="Verdicts so far, oldest first.")
    hidden: int = Field(ge=0, description="Submissions behind the frozen board, not told yet.")
    waiting: bool = Field(description="A submission is being judged.")
    finished_ms: int | None = Field(description="Race time of the accepted submission.")
    speedup: float = Field(description="How much of the accepted one's work overlaps; 0 if not measured.")
    place: int | None = Field(description="Order of finish, from 1.")
    points: int
    bonus: int = Field(description="Bonus challenges solved.")


class Block(Piece):
    """A piece of a program that is put together from blocks.  Its code begins at the left margin."""

    code: str
    code_html: str = Field(description="The same, coloured.")
    indent: int | None = Field(
        description="Given ones: where it stands, in steps of four blanks.  None: to be placed."
    )


class Lap(Piece):
    """One challenge of a race: the first is the race's own, the others are for those who are ahead."""

    title: str
    challenge: str
    statement_html: str
    starter: str
    points: int
    hints: int = Field(description="How many there are.")
    hint_price: int = Field(description="Points that each costs.")
    hints_html: list[str] = Field(description="All of them, when the race is over; until then, none.")
    blocks: list[Block] = Field(description="The Parsons version; empty where there is none.")


class RaceScene(Piece):
    """A race.  `laps` are for students, `lanes` for the projector and the console."""

    kind: Literal["race"] = "race"
    step: StepIndex
    state: Literal["ready", "open", "closed"]
    title: str
    challenge: str
    statement_html: str
    points: int
    laps: list[Lap]
    clock: Clock
    lanes: list[Lane]
    finished: int
    racing: int = Field(description="Students who have submitted at least once.")
    frozen: bool = Field(description="The board tells nothing new until its lanes are revealed.")
    revealed: PlayerKey | None = Field(description="Whose lane was revealed last.")
    money_lost: int = Field(ge=0, description="By the whole class, in all races of the lesson so far.")
    off: str = Field(description="Why code cannot be run on this server; empty when it can.")


class ReplayScene(Piece):
    """How one failed submission failed, for projector and console; students go on with what they do."""

    kind: Literal["replay"] = "replay"
    step: StepIndex = Field(description="The race that it was submitted in.")
    serial: int = Field(ge=1, description="Which replay of this room it is: another number, another run.")
    title: str
    verdict: Verdict
    name: str = Field(description="Whose it is; empty unless they agreed to be named.")
    number: int | None = Field(description="Their start number; None unless they agreed.")
    story: str = Field(description="What happened, in a sentence or two.")
    expected: str
    observed: str
    run: Run
    at: int = Field(ge=0)


class LeaderboardScene(Piece):
    """The board between steps.  At most 40 rows; a student finds their own place in `you`."""

    kind: Literal["leaderboard"] = "leaderboard"
    rows: list[BoardRow]
    of: int = Field(description="How many are on the whole board.")


class Fell(Piece):
    """So many of those who answered a question fell for a misconception."""

    question: int = Field(ge=1, description="The number of the question.")
    fell: int = Field(ge=0)
    answered: int = Field(ge=1)


class LearnedRow(Piece):
    """One misconception in this class: at the first question that touches it, and at the last."""

    belief: Belief
    first: Fell
    last: Fell | None = Field(description="None where a single question touches it.")


class LearnedScene(Piece):
    """What this class believed when it came and when it left; what most still believe comes first."""

    kind: Literal["learned"] = "learned"
    step: StepIndex
    title: str
    body_html: str
    rows: list[LearnedRow]
    of: int = Field(description="How many misconceptions somebody fell for.")


class PodiumScene(Piece):
    kind: Literal["podium"] = "podium"
    step: StepIndex | None = Field(description="None when the lesson was ended before its podium step.")
    title: str
    rows: list[BoardRow] = Field(description="Best first, at most ten.")
    of: int
    ended: bool


Scene = Annotated[
    LobbyScene
    | SlideScene
    | TermsScene
    | TourScene
    | QuestionScene
    | RaceScene
    | ReplayScene
    | CodeScene
    | ExperimentScene
    | LeaderboardScene
    | LearnedScene
    | PodiumScene,
    Field(discriminator="kind"),
]


class SceneShown(Message):
    """What is on the stage now, whole."""

    type: Literal["scene"] = "scene"
    scene: Scene
    paused: bool
    locked: bool
    at_ms: int = Field(
        ge=0,
        description="The moment of this scene by the server's clock, whose zero means nothing. A page "
        "compares the ways of two scenes on one connection: what one took longer, it was held up.",
    )


class Counted(Message):
    """One answer more: the two counters, for projector and console."""

    type: Literal["counted"] = "counted"
    step: StepIndex
    answered: int
    of: int = Field(description="Students who are here to answer.")


class Done(Message):
    """The request with this key was carried out, and Postgres has it."""

    type: Literal["done"] = "done"
    key: Key


class Refused(Message):
    """The request with this key was not carried out.  `text` is for the person, `reason` for the program."""

    type: Literal["refused"] = "refused"
    key: Key | None = Field(description="None when not even that could be read.")
    reason: str
    text: str
    retry: bool = Field(description="True: nothing is wrong with the request; send it again in a moment.")


class Bye(Message):
    """The last message on a socket: why it ends, and whether coming back makes sense."""

    type: Literal["bye"] = "bye"
    reason: Literal[
        "replaced",
        "removed",
        "turned_away",
        "cleared",
        "stopping",
        "ended",
        "reload",
        "unknown_room",
        "not_allowed",
        "slow",
        "abuse",
    ]
    text: str
    come_back: bool


class Ping(Message):
    """Is anybody there?  Sent every ten seconds, so that a dead Wi-Fi is noticed."""

    type: Literal["ping"] = "ping"


class Pong(Message):
    type: Literal["pong"] = "pong"


Typed = Annotated[Text, Field(max_length=200), AfterValidator(visible)]
