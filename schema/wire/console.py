"""Console ⇄ server, on `/ws/console`.  The console cookie decides who may send these."""

from typing import Annotated, Literal

from pydantic import Field

from schema.wire.base import Code, Key, Message, Name, Piece, PlayerKey, Protocol, StepIndex, Text
from schema.wire.class_board import ClassBoard, ClassBoardAsked
from schema.wire.console_run import FailedRuns, HideReplay, MoveRun, RunOnStage, ShowReplay
from schema.wire.door import (
    Admit,
    ClearNewcomers,
    DeviceAsked,
    DeviceLink,
    SetApproval,
    SignOut,
    TurnAway,
    WaitingLine,
)
from schema.wire.shared import Bye, Counted, Done, Ping, Pong, Refused, SceneShown, Tally


class Hello(Message):
    """First message on the socket.  Without a room the console shows the list of rooms."""

    type: Literal["hello"] = "hello"
    protocol: Protocol
    room: Code | None


class OpenRoom(Message):
    """Make a room for a lesson.  `series` names the class over the term; its rooms share a class board."""

    type: Literal["open_room"] = "open_room"
    key: Key
    lesson: str = Field(max_length=80)
    series: Annotated[Text, Field(max_length=60)]


class WatchRoom(Message):
    """Turn this console to a room."""

    type: Literal["watch_room"] = "watch_room"
    key: Key
    room: Code


class Request(Message):
    """Something asked of the room that the console watches."""

    key: Key


class ShowStep(Request):
    """Show a step; the first one starts the lesson.  Refused if the class was led elsewhere meanwhile."""

    type: Literal["show_step"] = "show_step"
    step: StepIndex
    seen: StepIndex | Literal["lobby"] | None = Field(
        default=None,
        description="What the class saw when this was asked for.  May be left out: whatever it sees.",
    )


class OpenQuestion(Request):
    type: Literal["open_question"] = "open_question"
    step: StepIndex


class CloseQuestion(Request):
    type: Literal["close_question"] = "close_question"
    step: StepIndex


class RevealAnswer(Request):
    type: Literal["reveal_answer"] = "reveal_answer"
    step: StepIndex


class OpenRace(Request):
    type: Literal["open_race"] = "open_race"
    step: StepIndex


class CloseRace(Request):
    type: Literal["close_race"] = "close_race"
    step: StepIndex


class FreezeRace(Request):
    """The board of the race tells nothing new until its lanes are revealed."""

    type: Literal["freeze_race"] = "freeze_race"
    step: StepIndex


class RevealLane(Request):
    """Show what the lowest lane hides."""

    type: Literal["reveal_lane"] = "reveal_lane"
    step: StepIndex


class RevealLanes(Request):
    type: Literal["reveal_lanes"] = "reveal_lanes"
    step: StepIndex


class TakePredictions(Request):
    type: Literal["take_predictions"] = "take_predictions"
    step: StepIndex


class StartTrials(Request):
    type: Literal["start_trials"] = "start_trials"
    step: StepIndex


class CompareResults(Request):
    type: Literal["compare_results"] = "compare_results"
    step: StepIndex


class Pause(Request):
    """Stop the clock; nobody can answer meanwhile."""

    type: Literal["pause"] = "pause"


class Resume(Request):
    type: Literal["resume"] = "resume"


class ExtendTime(Request):
    """Give everybody more time on the running question or race."""

    type: Literal["extend_time"] = "extend_time"
    seconds: int = Field(ge=5, le=600)


class ShowLeaderboard(Request):
    type: Literal["show_leaderboard"] = "show_leaderboard"


class HideLeaderboard(Request):
    type: Literal["hide_leaderboard"] = "hide_leaderboard"


class LockRoom(Request):
    """Locked: nobody new may join.  Those who have a seat come and go as before."""

    type: Literal["lock_room"] = "lock_room"
    locked: bool


class RenamePlayer(Request):
    type: Literal["rename_player"] = "rename_player"
    player: PlayerKey
    name: Name


class RemovePlayer(Request):
    type: Literal["remove_player"] = "remove_player"
    player: PlayerKey


class EndLesson(Request):
    """Close what runs, show the podium, and take no more answers."""

    type: Literal["end_lesson"] = "end_lesson"


class LessonOffer(Piece):
    slug: str
    title: str
    steps: int
    minutes: int


class RoomOffer(Piece):
    room: str
    lesson: str
    series: str
    players: int
    state: Literal["lobby", "running", "ended"]
    opened_at_ms: int = Field(description="Unix time in milliseconds.")


class Welcome(Message):
    """Answer to `hello`, and again whenever the list of rooms changes."""

    type: Literal["welcome"] = "welcome"
    lessons: list[LessonOffer]
    rooms: list[RoomOffer]
    sandbox: str = Field(description="How submissions are isolated on this server, in one sentence.")
    code_off: str = Field(description="Why code cannot be run; empty when it can.")


class StepLine(Piece):
    """One line of the lesson's plan."""

    step: StepIndex
    kind: Literal["slide", "terms", "tour", "question", "race", "code", "experiment", "learned", "podium"]
    title: str
    state: Literal["ahead", "now", "done"]
    seconds: int | None


class Move(Piece):
    """Something the instructor can do now: the request (without its key) and the words on the button."""

    request: Literal[
        "show_step",
        "open_question",
        "close_question",
        "reveal_answer",
        "open_race",
        "close_race",
        "take_predictions",
        "start_trials",
        "compare_results",
        "freeze_race",
        "reveal_lane",
        "reveal_lanes",
        "pause",
        "resume",
        "show_leaderboard",
        "hide_leaderboard",
        "move_run",
        "hide_replay",
        "end_lesson",
    ]
    step: StepIndex | None
    at: int | None = Field(description="Where `move_run` goes; None for the others.")
    label: str
    hint: str = Field(description="What the class will see when it is pressed.")


class Desk(Message):
    """The room as the instructor needs it, whole, but for the list of students."""

    type: Literal["desk"] = "desk"
    room: str
    lesson: str
    series: str
    language: str
    join_url: str
    projector_url: str
    qr_svg: str
    locked: bool
    approval: bool = Field(description="Who comes now waits to be let in.")
    paused: bool
    ended: bool
    steps: list[StepLine]
    current: StepIndex | None
    notes_html: str
    main: Move | None = Field(description="The big button: the obvious next thing.")
    others: list[Move] = Field(description="What else can be done now.")
    answer_label: str = Field(description="The right answer to the question on the stage; empty elsewhere.")
    run: RunOnStage | None


class PlayerLine(Piece):
    player: PlayerKey
    number: int
    name: str
    online: bool
    points: int
    rank: int
    answered: bool | None = Field(description="None when no question is open.")
    attempts: int
    last_verdict: str = Field(description="Empty outside a race, or before the first verdict.")
    finished: bool
    hints: int = Field(description="How many hints were opened in the race on the stage.")


class Roster(Message):
    """All students of the room, by start number.  Replaces the last one; at most four a second."""

    type: Literal["roster"] = "roster"
    players: list[PlayerLine]
    waiting: list[WaitingLine] = Field(description="Who asks to be let in, in order of arrival.")


class LiveAnswers(Message):
    """What has been answered so far, for the instructor's eyes only.  Replaces the last one."""

    type: Literal["live_answers"] = "live_answers"
    step: StepIndex
    tallies: list[Tally]


class Trouble(Message):
    """What the instructor must know: the database does not answer, say.  Empty text: it is over."""

    type: Literal["trouble"] = "trouble"
    text: str


class Judge(Message):
    """The judge as it is now: how it confines submissions, and how many of this room wait for it."""

    type: Literal["judge"] = "judge"
    level: str = Field(description="The rung of the ladder that the newest self-test confirmed.")
    promise: str = Field(description="What that means, in one sentence.")
    off: str = Field(description="Why code cannot be run just now; empty when it can.")
    waiting: int = Field(ge=0, description="Students of this room whose submission waits for its turn.")


class SubmissionsAsked(Request):
    """Ask for one student's submissions in the race on the stage, to help who is stuck."""

    type: Literal["submissions_asked"] = "submissions_asked"
    player: PlayerKey


class SubmissionSeen(Piece):
    number: int
    challenge: str = Field(description="Its title, such as that of the bonus.")
    verdict: str
    message: str
    line: int | None
    source: str


class Submissions(Message):
    type: Literal["submissions"] = "submissions"
    player: PlayerKey
    name: str
    submissions: list[SubmissionSeen]


ConsoleSends = Annotated[
    Hello
    | OpenRoom
    | WatchRoom
    | ShowStep
    | OpenQuestion
    | CloseQuestion
    | RevealAnswer
    | OpenRace
    | CloseRace
    | TakePredictions
    | StartTrials
    | CompareResults
    | FreezeRace
    | RevealLane
    | RevealLanes
    | Pause
    | Resume
    | ExtendTime
    | ShowLeaderboard
    | HideLeaderboard
    | MoveRun
    | ShowReplay
    | HideReplay
    | LockRoom
    | SetApproval
    | Admit
    | TurnAway
    | ClearNewcomers
    | DeviceAsked
    | SignOut
    | RenamePlayer
    | RemovePlayer
    | EndLesson
    | SubmissionsAsked
    | ClassBoardAsked
    | Ping,
    Field(discriminator="type"),
]
ConsoleGets = Annotated[
    Welcome
    | Desk
    | Roster
    | SceneShown
    | Counted
    | LiveAnswers
    | FailedRuns
    | Submissions
    | DeviceLink
    | ClassBoard
    | Trouble
    | Judge
    | Done
    | Refused
    | Bye
    | Pong,
    Field(discriminator="type"),
]
