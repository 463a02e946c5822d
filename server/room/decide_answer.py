"""Answers to a question, and its close when nobody is left to answer."""

from functools import reduce

from server.room import commands as c
from server.room import events as e
from server.room.events import Event
from server.room.evolve import evolve
from server.room.plan import Question
from server.room.refusals import Refusal
from server.room.rounds.marking import fits, share_of
from server.room.scoring import score
from server.room.state import QuestionRound, Room


def answer(room: Room, answer: c.Answer, now: float) -> list[Event] | Refusal:
    """The first answer counts; the same one again changes nothing."""
    question = room.question(answer.step)
    refusal = _refusal(room, question, answer, now)
    if refusal is not None:
        return refusal
    round_ = room.question_round(answer.step)
    if question is None or answer.player in round_.answers:
        return []
    return and_close_if_complete(room, [_locked(room, question, round_, answer, now)], now)


def _refusal(room: Room, question: Question | None, answer: c.Answer, now: float) -> Refusal | None:
    player = room.players.get(answer.player)
    if player is None:
        return Refusal.NOT_SEATED
    if player.removed:
        return Refusal.SEAT_REMOVED
    round_ = room.question_round(answer.step)
    earlier = round_.answers.get(answer.player)
    if earlier is not None:
        if earlier.key != answer.key:
            return Refusal.ALREADY_ANSWERED
        return None if earlier.given == answer.given else Refusal.KEY_REUSED
    if question is None or round_.state == "ready":
        return Refusal.QUESTION_NOT_OPEN
    if round_.state != "open":
        return Refusal.TIME_IS_UP
    if room.paused_at is not None:
        return Refusal.CLOCK_PAUSED
    if now > round_.timer.closes_at:
        return Refusal.TIME_IS_UP
    return None if fits(question, answer.given) else Refusal.ANSWER_DOES_NOT_FIT


def _locked(
    room: Room, question: Question, round_: QuestionRound, answer: c.Answer, now: float
) -> e.AnswerLocked:
    share = share_of(question, answer.given)
    streak = room.streaks.get(answer.player, 0) + 1 if share == 1 else 0
    if question.form == "poll":
        streak = room.streaks.get(answer.player, 0)
    scored = score(room.plan, question, share=share, elapsed_seconds=round_.timer.elapsed(now), streak=streak)
    return e.AnswerLocked(
        answer.step,
        answer.player,
        answer.given,
        answer.key,
        share,
        scored.points,
        scored.speed_bonus,
        streak,
        now,
    )


def and_close_if_complete(room: Room, happened: list[Event], now: float) -> list[Event]:
    """These events, and the close of the running question if after them everybody present has answered."""
    if _is_far_from_complete(room, len(happened)):
        return happened
    after = reduce(evolve, happened, room)
    running = after.running()
    if running is None or after.paused_at is not None:
        return happened
    step, round_ = running
    if not isinstance(round_, QuestionRound) or not round_.answers:
        return happened
    present = [player.id for player in after.players.values() if player.present]
    if present and all(player in round_.answers for player in present):
        return [*happened, e.QuestionClosed(step, "all_answered", now)]
    return happened  # not either when nobody is there: a class whose network is gone has not answered


def _is_far_from_complete(room: Room, changes: int) -> bool:
    """The quick no, taken nearly always: each change adds one answer at most, or takes one student away."""
    round_ = room.rounds.get(room.step) if room.step is not None else None
    return isinstance(round_, QuestionRound) and len(round_.answers) + changes < room.present - changes
