"""What the instructor asks, and what time brings: steps, questions, races, the clock, the board, the end."""

from server.room import commands as c
from server.room import decide_run
from server.room import events as e
from server.room.decide_answer import and_close_if_complete
from server.room.events import Event
from server.room.freeze import decide as decide_freeze
from server.room.freeze import freezes_at, is_frozen
from server.room.plan import Podium
from server.room.refusals import Refusal
from server.room.state import QuestionRound, RaceRound, Room

COME_BACK_SECONDS = 10.0  # by then the pages of a class are back, and have sent again what was not saved

StageCommand = (
    c.ShowStep
    | c.OpenQuestion
    | c.CloseQuestion
    | c.RevealAnswer
    | c.OpenRace
    | c.CloseRace
    | c.FreezeRace
    | c.RevealLane
    | c.RevealLanes
    | c.Pause
    | c.Resume
    | c.ExtendTime
    | c.ShowLeaderboard
    | c.HideLeaderboard
    | decide_run.RunCommand
    | c.LockRoom
    | c.EndLesson
    | c.Tick
    | c.CarryOver
)


def decide(room: Room, command: StageCommand, now: float) -> list[Event] | Refusal:
    match command:
        case c.Tick():
            return _tick(room, now)
        case c.CarryOver(since):
            return _carry_over(room, since, now)
        case c.LockRoom(locked):
            return [e.RoomLocked(locked)] if room.locked != locked else []
        case c.EndLesson():
            return [] if room.ended else [*_closing(room, now), *_revealing(room), e.LessonEnded(now)]
    if room.ended:
        return Refusal.LESSON_ENDED
    match command:
        case c.ShowStep():
            return _show_step(room, command, now)
        case c.ShowLeaderboard():
            return _show_leaderboard(room)
        case c.HideLeaderboard():
            return [e.LeaderboardHidden()] if room.board_shown else []
        case c.MoveRun() | c.ShowReplay() | c.HideReplay():
            return decide_run.decide(room, command)
        case c.Pause():
            return _pause(room, now)
        case c.Resume():
            return _resume(room, now)
        case c.ExtendTime():
            return _extend(room, command)
        case c.OpenQuestion(step) | c.CloseQuestion(step) | c.RevealAnswer(step):
            return _question(room, command, step, now)
        case c.OpenRace(step) | c.CloseRace(step):
            return _race(room, command, step, now)
        case c.FreezeRace() | c.RevealLane() | c.RevealLanes():
            return decide_freeze(room, command, now)


def _carry_over(room: Room, since: float, now: float) -> list[Event]:
    """As much time as before; but whose answer was on its way when we failed gets to send it again."""
    running, seconds = room.running(), now - max(since, room.clock_set_at)
    if running is None or seconds <= 0:
        return []
    timer = running[1].timer
    left = timer.closes_at + seconds - now
    needed = 0.0 if room.paused_at is not None else min(COME_BACK_SECONDS, timer.seconds)
    return [e.ClockCarriedOver(seconds + max(0.0, needed - left), now)]


def _tick(room: Room, now: float) -> list[Event]:
    running = room.running()
    if running is None or room.paused_at is not None:
        return []
    step, round_ = running
    if now >= round_.timer.closes_at:
        return [_close(step, round_, now, by_time=True)]
    race = room.race(step)
    freeze = freezes_at(race, round_) if race and isinstance(round_, RaceRound) else None
    return [e.RaceFrozen(step, now)] if freeze is not None and now >= freeze else []


def _close(step: int, round_: QuestionRound | RaceRound, now: float, *, by_time: bool = False) -> Event:
    if isinstance(round_, QuestionRound):
        return e.QuestionClosed(step, "time" if by_time else "console", now)
    return e.RaceClosed(step, "time" if by_time else "console", now)


def _closing(room: Room, now: float) -> list[Event]:
    """Whatever runs is closed before the class turns to something else."""
    running = room.running()
    return [_close(running[0], running[1], now)] if running else []


def _revealing(room: Room) -> list[Event]:
    """Every question that was asked, and every race, counts by the time a board is shown."""
    asked = ("open", "closed")  # an open one has been closed by the event before
    happened: list[Event] = []
    for step, round_ in room.rounds.items():
        if isinstance(round_, QuestionRound) and round_.state in asked:
            happened.append(e.AnswerRevealed(step))
        elif isinstance(round_, RaceRound) and is_frozen(round_):
            happened.append(e.RaceThawed(step))
    return happened


def _show_step(room: Room, show: c.ShowStep, now: float) -> list[Event] | Refusal:
    """A press that comes late, from a console that was offline, must not take the class away from another."""
    step = show.step
    if not 0 <= step < len(room.plan.steps):
        return Refusal.NO_SUCH_STEP
    if room.step == step:
        return [*_replay_hidden(room), *([e.LeaderboardHidden()] if room.board_shown else [])]
    if show.seen not in (None, "lobby" if room.step is None else room.step):
        return Refusal.CLASS_ELSEWHERE
    podium = isinstance(room.plan.steps[step], Podium)
    return [*_closing(room, now), *(_revealing(room) if podium else []), e.StepShown(step)]


def _replay_hidden(room: Room) -> list[Event]:
    return [e.ReplayHidden()] if room.replay else []


def _show_leaderboard(room: Room) -> list[Event] | Refusal:
    if room.board_shown:
        return _replay_hidden(room)
    if room.running() is not None:
        return Refusal.STILL_OPEN
    return [*_revealing(room), e.LeaderboardShown()]


def _pause(room: Room, now: float) -> list[Event] | Refusal:
    if room.running() is None:
        return Refusal.NOTHING_RUNS
    return [e.ClockPaused(now)] if room.paused_at is None else []


def _resume(room: Room, now: float) -> list[Event]:
    if room.paused_at is None:
        return []
    running = room.running()
    closes_at = running[1].timer.closes_at + (now - room.paused_at) if running else None
    return and_close_if_complete(room, [e.ClockResumed(now, closes_at)], now)


def _extend(room: Room, extend: c.ExtendTime) -> list[Event] | Refusal:
    """The key tells a second request from one that is only sent again."""
    running = room.running()
    if extend.key in room.extensions:
        return []
    return [e.TimeExtended(running[0], extend.seconds, extend.key)] if running else Refusal.NOTHING_RUNS


def _question(
    room: Room, command: c.OpenQuestion | c.CloseQuestion | c.RevealAnswer, step: int, now: float
) -> list[Event] | Refusal:
    question, state = room.question(step), room.question_round(step).state
    if question is None:
        return Refusal.WRONG_KIND
    if room.step != step:
        return Refusal.NOT_ON_STAGE
    match command, state:
        case c.OpenQuestion(), "ready":
            return [e.QuestionOpened(step, now, now + question.seconds)]
        case c.OpenQuestion(), "closed" | "revealed":
            return Refusal.ALREADY_CLOSED
        case c.CloseQuestion(), "open":
            return [e.QuestionClosed(step, "console", now)]
        case c.CloseQuestion() | c.RevealAnswer(), "ready":
            return Refusal.QUESTION_NOT_OPEN
        case c.RevealAnswer(), "open":
            return Refusal.STILL_OPEN
        case c.RevealAnswer(), "closed":
            return [e.AnswerRevealed(step)]
        case _:
            return []


def _race(room: Room, command: c.OpenRace | c.CloseRace, step: int, now: float) -> list[Event] | Refusal:
    race, round_ = room.race(step), room.race_round(step)
    if race is None:
        return Refusal.WRONG_KIND
    if room.step != step:
        return Refusal.NOT_ON_STAGE
    match command, round_.state:
        case c.OpenRace(), "ready":
            return [e.RaceOpened(step, now, now + race.seconds)]
        case c.OpenRace(), "closed":
            return Refusal.RACE_IS_OVER
        case c.CloseRace(), "ready":
            return Refusal.RACE_NOT_OPEN
        case c.CloseRace(), "open":
            return [e.RaceClosed(step, "console", now)]
        case _:
            return []
