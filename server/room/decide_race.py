"""Submissions in a race, and their verdicts."""

from server.room import commands as c
from server.room import events as e
from server.room.events import Event, PlayerId
from server.room.freeze import is_held
from server.room.plan import Race
from server.room.refusals import Refusal
from server.room.scoring import score
from server.room.state import Attempt, RaceRound, Room

ATTEMPTS_MAX = 200  # a student's submissions in one race


def decide(room: Room, command: c.Submit | c.GiveVerdict | c.Supersede, now: float) -> list[Event] | Refusal:
    match command:
        case c.Submit():
            return _submit(room, command, now)
        case c.GiveVerdict():
            return _give_verdict(room, command, now)
        case c.Supersede(player, step, number):
            if _waiting(room, player, step, number) is None:
                return Refusal.NO_SUCH_ATTEMPT
            return [e.SubmissionSuperseded(step, player, number)]


def _submit(room: Room, submit: c.Submit, now: float) -> list[Event] | Refusal:
    race, round_ = room.race(submit.step), room.race_round(submit.step)
    earlier = round_.attempts.get(submit.player, ())
    if any(attempt.key == submit.key for attempt in earlier):
        return []
    refusal = _refusal(room, race, round_, submit, earlier, now)
    if refusal is not None:
        return refusal
    race_seconds = round_.timer.elapsed(now)
    number = len(earlier) + 1
    return [e.CodeSubmitted(submit.step, submit.player, number, submit.source, submit.key, race_seconds, now)]


def _refusal(
    room: Room,
    race: Race | None,
    round_: RaceRound,
    submit: c.Submit,
    earlier: tuple[Attempt, ...],
    now: float,
) -> Refusal | None:
    player = room.players.get(submit.player)
    if player is None:
        return Refusal.NOT_SEATED
    if player.removed:
        return Refusal.SEAT_REMOVED
    if race is None or round_.state == "ready":
        return Refusal.RACE_NOT_OPEN
    if round_.state == "closed" or now > round_.timer.closes_at:
        return Refusal.RACE_IS_OVER
    if room.paused_at is not None:
        return Refusal.CLOCK_PAUSED
    if submit.player in round_.finished:
        return Refusal.ALREADY_FINISHED
    if not submit.source.strip():
        return Refusal.NOTHING_TO_RUN
    if (earlier and now < earlier[-1].at + race.cooldown_seconds) or len(earlier) >= ATTEMPTS_MAX:
        return Refusal.TOO_SOON
    return None


def _waiting(room: Room, player: PlayerId, step: int, number: int) -> Attempt | None:
    attempts = room.race_round(step).attempts.get(player, ())
    found = attempts[number - 1] if 1 <= number <= len(attempts) else None
    return found if found is not None and found.waiting else None


def _give_verdict(room: Room, given: c.GiveVerdict, now: float) -> list[Event] | Refusal:
    """Counts whenever it comes: what was sent in time is in time, however long the judge took."""
    race, attempt = room.race(given.step), _waiting(room, given.player, given.step, given.attempt)
    if race is None or attempt is None:
        return Refusal.NO_SUCH_ATTEMPT
    verdict = _verdict(room, race, given, attempt, now)
    happened: list[Event] = [verdict]
    if verdict.place is not None and _all_finished(room, given):
        happened.append(e.RaceClosed(given.step, "all_finished", now))
    return happened


def _verdict(room: Room, race: Race, given: c.GiveVerdict, attempt: Attempt, now: float) -> e.VerdictGiven:
    judged, round_ = given.judged, room.race_round(given.step)
    first = judged.accepted and given.player not in round_.finished and not room.players[given.player].removed
    share = judged.score / 100 if first else 0.0
    scored = score(room.plan, race, share=share, elapsed_seconds=attempt.race_seconds, streak=1)
    return e.VerdictGiven(
        given.step,
        given.player,
        given.attempt,
        judged.verdict,
        judged.accepted,
        judged.message,
        judged.line,
        judged.report_json,
        scored.points,
        scored.speed_bonus,
        len(round_.finished) + 1 if first else None,
        now,
        lost=judged.lost,
        speedup=judged.speedup,
        held=is_held(round_, given.player, attempt),
    )


def _all_finished(room: Room, given: c.GiveVerdict) -> bool:
    """A race waits for everybody who holds a seat: who writes on paper may let the phone sleep."""
    round_ = room.race_round(given.step)
    done = {*round_.finished, given.player}
    return round_.state == "open" and all(player.id in done for player in room.active())
