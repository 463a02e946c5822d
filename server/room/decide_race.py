"""Submissions in a race, their verdicts, and hints for a price.

Each accepted submission is worth what it would be worth as the student's first, less the price of the hints
that were open when it was sent.  The best one of each challenge counts: nothing that was earned is lost.
"""

from server.room import commands as c
from server.room import events as e
from server.room.events import Event, PlayerId
from server.room.evolve import evolve
from server.room.freeze import is_held
from server.room.plan import Race
from server.room.refusals import Refusal
from server.room.scoring import Score, hint_price, race_score
from server.room.state import Attempt, RaceRound, Room

ATTEMPTS_MAX = 200  # a student's submissions in one race
FULL_SCORE = 100

RaceCommand = c.Submit | c.OpenHint | c.GiveVerdict | c.Supersede


def decide(room: Room, command: RaceCommand, now: float) -> list[Event] | Refusal:
    match command:
        case c.Submit():
            return _submit(room, command, now)
        case c.OpenHint():
            return _open_hint(room, command, now)
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
    refusal = _not_racing(room, race, round_, submit, now) or _not_now(race, round_, submit, now)
    if refusal is not None:
        return refusal
    number, seconds = len(earlier) + 1, round_.timer.elapsed(now)
    return [
        e.CodeSubmitted(
            submit.step, submit.player, number, submit.source, submit.key, seconds, now, submit.lap
        )
    ]


def _open_hint(room: Room, ask: c.OpenHint, now: float) -> list[Event] | Refusal:
    """Hints open in their order; one that is open already costs nothing again."""
    race, round_ = room.race(ask.step), room.race_round(ask.step)
    opened = round_.hints_open(ask.player, ask.lap)
    if 0 <= ask.hint < opened:
        return []
    refusal = _not_racing(room, race, round_, ask, now)
    if refusal is not None:
        return refusal
    if race is None or ask.hint != opened or ask.hint >= len(race.laps[ask.lap].hints_md):
        return Refusal.NO_SUCH_HINT
    return [e.HintOpened(ask.step, ask.player, ask.lap, ask.hint, hint_price(race, ask.lap), now)]


def _not_racing(
    room: Room, race: Race | None, round_: RaceRound, asked: c.Submit | c.OpenHint, now: float
) -> Refusal | None:
    """Why the student cannot do anything in this race, or at this challenge of it, now."""
    player = room.players.get(asked.player)
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
    if not 0 <= asked.lap < len(race.laps) or not round_.may_try(player.id, asked.lap):
        return Refusal.NOT_THERE_YET
    return None


def _not_now(race: Race | None, round_: RaceRound, submit: c.Submit, now: float) -> Refusal | None:
    """Why just this submission is not taken."""
    earlier = round_.attempts.get(submit.player, ())
    if round_.best(submit.player, submit.lap) == FULL_SCORE:
        return Refusal.ALREADY_FINISHED
    if not submit.source.strip():
        return Refusal.NOTHING_TO_RUN
    cooldown = race.cooldown_seconds if race else 0.0
    if (earlier and now < earlier[-1].at + cooldown) or len(earlier) >= ATTEMPTS_MAX:
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
    if verdict.accepted and _nobody_can_gain(evolve(room, verdict), race, given.step):
        return [verdict, e.RaceClosed(given.step, "all_finished", now)]
    return [verdict]


def _verdict(room: Room, race: Race, given: c.GiveVerdict, attempt: Attempt, now: float) -> e.VerdictGiven:
    judged, round_ = given.judged, room.race_round(given.step)
    counts = judged.accepted and not room.players[given.player].removed
    gain = _gain(room, race, given, attempt) if counts else Score(0, 0)
    first = counts and attempt.lap == 0 and given.player not in round_.finished
    return e.VerdictGiven(
        given.step,
        given.player,
        given.attempt,
        judged.verdict,
        judged.accepted,
        judged.message,
        judged.line,
        judged.report_json,
        gain.points,
        gain.speed_bonus,
        len(round_.finished) + 1 if first else None,
        now,
        judged.score,
        lost=judged.lost,
        speedup=judged.speedup,
        held=is_held(round_, given.player, attempt),
        steps=judged.steps,
    )


def _gain(room: Room, race: Race, given: c.GiveVerdict, attempt: Attempt) -> Score:
    """What it adds to the best so far."""
    share = given.judged.score / FULL_SCORE
    worth = race_score(room.plan, race, attempt.lap, share=share, elapsed_seconds=attempt.race_seconds)
    earned = room.race_round(given.step).earned(given.player, attempt.lap)
    points = max(0, worth.points - attempt.hints_price - earned)
    return Score(points, min(points, worth.speed_bonus))


def _nobody_can_gain(room: Room, race: Race, step: int) -> bool:
    """A race ends by itself only when all who hold a seat have full marks, the bonus included.

    Who writes on paper may let the phone sleep, so it waits for those who are away, too.
    """
    round_ = room.race_round(step)
    return round_.state == "open" and all(
        round_.best(player.id, lap) == FULL_SCORE for player in room.active() for lap in range(len(race.laps))
    )
