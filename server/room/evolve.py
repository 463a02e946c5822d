"""One event further.  `evolve(room, event)` never refuses: an event has happened."""

from collections.abc import Iterable
from functools import reduce

from server.room import events as e
from server.room import evolve_experiment, freeze
from server.room.change import changed
from server.room.events import Event, PlayerId
from server.room.plan import Question
from server.room.register import Register
from server.room.standings import board
from server.room.state import (
    Answered,
    Attempt,
    OpenedHint,
    Player,
    QuestionRound,
    RaceRound,
    Replay,
    Room,
    Timer,
    Waiting,
)


def begin(opened: e.RoomOpened) -> Room:
    """The empty room that the first event of every journal makes."""
    return Room(opened.code, opened.series, opened.plan, opened.at)


def replay(journal: Iterable[Event]) -> Room:
    """The room that a whole journal adds up to.  Its first event must be `RoomOpened`."""
    rest = iter(journal)
    opened = next(rest)
    assert isinstance(opened, e.RoomOpened), "a journal begins with RoomOpened"
    return reduce(evolve, rest, begin(opened))


def evolve(room: Room, event: Event) -> Room:
    """The room after this event."""
    match event:
        case e.RoomOpened():
            raise AssertionError("a room is opened once")
        case e.PlayerJoined() | e.PlayerRenamed() | e.PlayerRemoved() | e.PlayerAway() | e.PlayerBack():
            return _people(room, event)
        case e.PlayerKnocked() | e.PlayerTurnedAway() | e.ApprovalSet() | e.NewcomersCleared():
            return _door(room, event)
        case e.QuestionOpened() | e.AnswerLocked() | e.QuestionClosed() | e.AnswerRevealed():
            return _question(room, event)
        case (
            e.RaceOpened()
            | e.CodeSubmitted()
            | e.SubmissionSuperseded()
            | e.VerdictGiven()
            | e.HintOpened()
            | e.ReplayNamed()
            | e.RaceClosed()
        ):
            return _race(room, event)
        case e.RaceFrozen() | e.LaneRevealed() | e.RaceThawed():
            return freeze.evolve(room, event)
        case (
            e.ExperimentAdvanced()
            | e.PredictionMade()
            | e.TrialAsked()
            | e.TrialShown()
            | e.TrialFailed()
            | e.ExperimentMeasured()
        ):
            return evolve_experiment.evolve(room, event)
        case e.RunMoved() | e.ReplayShown() | e.ReplayHidden():
            return _run(room, event)
        case e.ClockPaused() | e.ClockResumed() | e.TimeExtended() | e.ClockCarriedOver():
            return _clock(room, event)
        case _:
            return _stage(room, event)


def _stage(
    room: Room,
    event: e.RoomLocked | e.StepShown | e.LeaderboardShown | e.LeaderboardHidden | e.LessonEnded,
) -> Room:
    match event:
        case e.RoomLocked(locked):
            return changed(room, locked=locked)
        case e.StepShown(step):
            return changed(
                room,
                step=step,
                replay=None,
                board_shown=False,
                rounds={**_prepared(room, step), **room.rounds},
            )
        case e.LeaderboardShown():
            return changed(room, replay=None, board_shown=True, board=board(room), board_before=room.board)
        case e.LeaderboardHidden():
            return changed(room, board_shown=False)
        case e.LessonEnded():
            return changed(room, ended=True, replay=None, board_shown=False, paused_at=None)


def _run(room: Room, event: e.RunMoved | e.ReplayShown | e.ReplayHidden) -> Room:
    match event:
        case e.RunMoved(_, at) if room.replay is not None:
            return changed(room, replay=changed(room.replay, at=at))
        case e.RunMoved(step, at):
            return changed(room, tours={**room.tours, step: at})
        case e.ReplayShown(step, player, attempt):
            serial = room.replays + 1
            return changed(room, replay=Replay(serial, step, player, attempt), replays=serial)
        case e.ReplayHidden():
            return changed(room, replay=None)


def _prepared(room: Room, step: int) -> dict[int, QuestionRound | RaceRound]:
    if room.question(step):
        return {step: QuestionRound()}
    if room.race(step):
        return {step: RaceRound()}
    return {}


def _people(
    room: Room,
    event: e.PlayerJoined | e.PlayerRenamed | e.PlayerRemoved | e.PlayerAway | e.PlayerBack,
) -> Room:
    match event:
        case e.PlayerJoined(player, number, name, name_key, seat, at):
            joined = Player(player, number, name, name_key, seat, at)
            return changed(
                _with_player(_not_waiting(room, player), joined), seats=room.seats.entered(seat, player)
            )
        case e.PlayerRenamed(player, name, name_key):
            return _with_player(room, changed(room.players[player], name=name, name_key=name_key))
        case e.PlayerRemoved(player, may_return):
            removed = changed(room.players[player], removed=True, may_return=may_return)
            without = {other: place for other, place in room.board.items() if other != player}
            replay = None if room.replay and room.replay.player == player else room.replay
            return changed(_with_player(room, removed), board=without, replay=replay)
        case e.PlayerAway(player):
            return _with_player(room, changed(room.players[player], away=True))
        case e.PlayerBack(player):
            return _with_player(room, changed(room.players[player], away=False))


def _door(
    room: Room, event: e.PlayerKnocked | e.PlayerTurnedAway | e.ApprovalSet | e.NewcomersCleared
) -> Room:
    match event:
        case e.PlayerKnocked(player, name, name_key, seat, at):
            return changed(room, waiting={**room.waiting, seat: Waiting(player, name, name_key, seat, at)})
        case e.PlayerTurnedAway(player):
            return _not_waiting(room, player)
        case e.ApprovalSet(on):
            return changed(room, approval=on)
        case e.NewcomersCleared(key):
            return changed(room, clearings=room.clearings | {key})


def _not_waiting(room: Room, player: PlayerId) -> Room:
    if not room.waiting:
        return room
    return changed(room, waiting={s: w for s, w in room.waiting.items() if w.player != player})


def _with_player(room: Room, player: Player) -> Room:
    before = room.players.get(player.id)
    named_so = before is not None and before.name_key == player.name_key
    return changed(
        room,
        players=room.players.entered(player.id, player),
        names=room.names if named_so else room.names.entered(player.name_key, player.id),
        present=room.present + player.present - (before is not None and before.present),
        gone=room.gone + player.removed - (before is not None and before.removed),
    )


def _question(
    room: Room, event: e.QuestionOpened | e.AnswerLocked | e.QuestionClosed | e.AnswerRevealed
) -> Room:
    round_ = room.question_round(event.step)
    match event:
        case e.QuestionOpened(_, at, closes_at):
            round_ = changed(round_, state="open", opened_at=at, timer=Timer(closes_at - at, closes_at))
            room = changed(room, board_shown=False, replay=None, clock_set_at=at)
        case e.AnswerLocked(_, player, given, key, share, points, speed_bonus, streak, at):
            answered = Answered(given, key, share, points, speed_bonus, streak, at)
            round_ = changed(round_, answers=round_.answers.entered(player, answered))
        case e.QuestionClosed():
            round_ = changed(round_, state="closed")
            room = changed(room, paused_at=None)
        case e.AnswerRevealed():
            round_ = changed(round_, state="revealed")
            room = _revealed(room, event.step, round_)
    return changed(room, rounds={**room.rounds, event.step: round_})


def _revealed(room: Room, step: int, round_: QuestionRound) -> Room:
    """Points and streaks become visible.  Who came late loses no streak by not answering."""
    totals, streaks = dict(room.totals), dict(room.streaks)
    question = room.question(step)
    unscored = isinstance(question, Question) and question.form == "poll"
    for player in room.players.values():
        answer = round_.answers.get(player.id)
        if answer:
            totals[player.id] = totals.get(player.id, 0) + answer.points
        if not unscored and (answer or player.joined_at <= round_.opened_at):
            streaks[player.id] = answer.streak if answer else 0
    return changed(room, totals=Register(totals), streaks=streaks)


def _race(
    room: Room,
    event: e.RaceOpened
    | e.CodeSubmitted
    | e.SubmissionSuperseded
    | e.VerdictGiven
    | e.HintOpened
    | e.ReplayNamed
    | e.RaceClosed,
) -> Room:
    round_ = room.race_round(event.step)
    match event:
        case e.RaceOpened(_, at, closes_at):
            round_ = changed(round_, state="open", opened_at=at, timer=Timer(closes_at - at, closes_at))
            room = changed(room, board_shown=False, replay=None, clock_set_at=at)
        case e.CodeSubmitted():
            round_ = _with_submission(round_, event)
        case e.SubmissionSuperseded(_, player, number):
            round_ = _with_attempt(
                round_, player, number, changed(round_.attempts[player][number - 1], superseded=True)
            )
        case e.VerdictGiven():
            round_ = _with_verdict(round_, event)
            if not event.held:
                points = room.totals.get(event.player, 0) + event.points
                room = changed(room, totals=room.totals.entered(event.player, points))
        case e.HintOpened(_, player, lap, _, price):
            opened = (*round_.hints.get(player, ()), OpenedHint(lap, price))
            round_ = changed(round_, hints=round_.hints.entered(player, opened))
        case e.ReplayNamed(_, player, number, named):
            said = changed(round_.attempts[player][number - 1], named=named)
            round_ = _with_attempt(round_, player, number, said)
        case e.RaceClosed():
            round_ = changed(round_, state="closed")
            room = changed(room, paused_at=None)
    return changed(room, rounds={**room.rounds, event.step: round_})


def _with_submission(round_: RaceRound, event: e.CodeSubmitted) -> RaceRound:
    """Hints that are opened later cost this one nothing."""
    price = round_.hints_price(event.player, event.lap)
    sent = Attempt(event.source, event.key, event.race_seconds, event.at, lap=event.lap, hints_price=price)
    attempts = (*round_.attempts.get(event.player, ()), sent)
    return changed(round_, attempts=round_.attempts.entered(event.player, attempts))


def _with_verdict(round_: RaceRound, event: e.VerdictGiven) -> RaceRound:
    judged = changed(
        round_.attempts[event.player][event.attempt - 1],
        verdict=event.verdict,
        accepted=event.accepted,
        message=event.message,
        line=event.line,
        report_json=event.report_json,
        steps=event.steps,
        points=event.points,
        lost=event.lost,
        speedup=event.speedup,
        held=event.held,
        score=event.score if event.accepted else 0,
    )
    round_ = _with_attempt(round_, event.player, event.attempt, judged)
    if event.place is None:
        return round_
    return changed(round_, finished=(*round_.finished, event.player))


def _with_attempt(round_: RaceRound, player: PlayerId, number: int, attempt: Attempt) -> RaceRound:
    attempts = round_.attempts[player]
    renewed = (*attempts[: number - 1], attempt, *attempts[number:])
    return changed(round_, attempts=round_.attempts.entered(player, renewed))


def _clock(room: Room, event: e.ClockPaused | e.ClockResumed | e.TimeExtended | e.ClockCarriedOver) -> Room:
    match event:
        case e.ClockPaused(at):
            return changed(room, paused_at=at, clock_set_at=at)
        case e.ClockResumed(at, closes_at):
            moved = _with_closing(room, closes_at) if closes_at is not None else room
            return changed(moved, paused_at=None, clock_set_at=at)
        case e.TimeExtended(step, seconds, key):
            timer = room.rounds[step].timer
            longer = Timer(timer.seconds + seconds, timer.closes_at + seconds)
            rounds = {**room.rounds, step: changed(room.rounds[step], timer=longer)}
            return changed(room, rounds=rounds, extensions=room.extensions | {key})
        case e.ClockCarriedOver(seconds, at):
            shifted = changed(_shifted(room, seconds), clock_set_at=max(room.clock_set_at, at))
            if room.paused_at is not None:
                return changed(shifted, paused_at=room.paused_at + seconds)
            return shifted


def _shifted(room: Room, seconds: float) -> Room:
    running = room.running()
    return _with_closing(room, running[1].timer.closes_at + seconds) if running else room


def _with_closing(room: Room, closes_at: float) -> Room:
    running = room.running()
    if running is None:
        return room
    step, round_ = running
    moved = changed(round_, timer=changed(round_.timer, closes_at=closes_at))
    return changed(room, rounds={**room.rounds, step: moved})
