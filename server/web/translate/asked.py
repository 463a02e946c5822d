"""From what a browser sends to what is asked of the room."""

from typing import assert_never

from schema.wire import console as w
from schema.wire import console_run as runs
from schema.wire import door as d
from schema.wire import student as s
from server.room import commands as c
from server.room.events import Figure, Given, Key, Order, Pairs, Pick, Picks, PlayerId, Words

NEWCOMER_SECONDS = 60.0

RoomRequest = (
    w.ShowStep
    | w.OpenQuestion
    | w.CloseQuestion
    | w.RevealAnswer
    | w.OpenRace
    | w.CloseRace
    | w.FreezeRace
    | w.RevealLane
    | w.RevealLanes
    | w.TakePredictions
    | w.StartTrials
    | w.CompareResults
    | w.Pause
    | w.Resume
    | w.ExtendTime
    | w.ShowLeaderboard
    | w.HideLeaderboard
    | runs.MoveRun
    | runs.ShowReplay
    | runs.HideReplay
    | w.LockRoom
    | d.SetApproval
    | d.Admit
    | d.TurnAway
    | d.ClearNewcomers
    | w.RemovePlayer
    | w.EndLesson
)


StudentRequest = s.Answer | s.Submit | s.OpenHint | s.Predict | s.AskTrial | s.ReportTrial


def from_student(message: StudentRequest | s.NameReplay, player: PlayerId) -> c.Command:
    """The student is the one whom the connection belongs to; a message never says who it is from."""
    match message:
        case s.Answer():
            return c.Answer(player, message.step, _given(message.answer), Key(message.key))
        case s.Submit():
            return c.Submit(player, message.step, message.source, Key(message.key), message.lap)
        case s.OpenHint():
            return c.OpenHint(player, message.step, message.lap, message.hint)
        case s.Predict():
            return c.Predict(player, message.step, tuple(message.numbers), Key(message.key))
        case s.AskTrial():
            return c.AskTrial(player, message.step, Key(message.key))
        case s.ReportTrial():
            return c.ReportTrial(player, message.step, tuple(message.numbers), Key(message.key))
        case s.NameReplay():
            return c.NameReplay(player, message.step, message.attempt, message.named)


def _given(answer: s.AnswerValue) -> Given:
    match answer:
        case s.Pick():
            return Pick(answer.option)
        case s.Picks():
            return Picks(tuple(sorted(answer.options)))
        case s.Figure():
            return Figure(answer.number)
        case s.Words():
            return Words(answer.text)
        case s.Order():
            return Order(tuple(answer.options))
        case s.Pairs():
            return Pairs(tuple(answer.options))


def from_console(message: RoomRequest) -> c.Command:
    match message:
        case w.ShowStep():
            return c.ShowStep(message.step, message.seen)
        case w.OpenQuestion():
            return c.OpenQuestion(message.step)
        case w.CloseQuestion():
            return c.CloseQuestion(message.step)
        case w.RevealAnswer():
            return c.RevealAnswer(message.step)
        case w.OpenRace():
            return c.OpenRace(message.step)
        case w.CloseRace():
            return c.CloseRace(message.step)
        case w.FreezeRace():
            return c.FreezeRace(message.step)
        case w.RevealLane():
            return c.RevealLane(message.step)
        case w.RevealLanes():
            return c.RevealLanes(message.step)
        case w.TakePredictions():
            return c.TakePredictions(message.step)
        case w.StartTrials():
            return c.StartTrials(message.step)
        case w.CompareResults():
            return c.CompareResults(message.step)
        case w.Pause():
            return c.Pause()
        case w.Resume():
            return c.Resume()
        case w.ExtendTime():
            return c.ExtendTime(message.seconds, Key(message.key))
        case w.ShowLeaderboard():
            return c.ShowLeaderboard()
        case w.HideLeaderboard():
            return c.HideLeaderboard()
        case runs.MoveRun():
            return c.MoveRun(message.step, message.at)
        case runs.ShowReplay():
            return c.ShowReplay(message.step, PlayerId(message.player), message.attempt)
        case runs.HideReplay():
            return c.HideReplay()
        case w.LockRoom():
            return c.LockRoom(message.locked)
        case d.SetApproval():
            return c.SetApproval(message.on)
        case d.Admit():
            return c.Admit(tuple(PlayerId(player) for player in message.players))
        case d.TurnAway():
            return c.TurnAway(tuple(PlayerId(player) for player in message.players))
        case d.ClearNewcomers():
            return c.ClearNewcomers(NEWCOMER_SECONDS, Key(message.key))
        case w.RemovePlayer():
            return c.RemovePlayer(PlayerId(message.player))
        case w.EndLesson():
            return c.EndLesson()
        case _:
            assert_never(message)
