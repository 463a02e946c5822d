"""What an answer or a finished race is worth, in the lesson's way of scoring.

`accuracy`: flat.  `accuracy-first`: all speed bonuses of a lesson together are worth less than its cheapest
question, so that nobody overtakes by haste.  `classic`: full marks at once, half at the bell,
`round((1 - t/T/2) * points)`, and a bonus for right answers in a row, as Kahoot's help page gives them.
"""

from dataclasses import dataclass
from functools import lru_cache

from server.room.plan import Lap, Plan, Question, Race

FULL_POINTS = 1000
STREAK_STEP = 100
STREAK_BONUS_MAX = 500


@dataclass(frozen=True, slots=True)
class Score:
    """`points` is all of it; `speed_bonus` says how much of that is for speed or for a streak."""

    points: int
    speed_bonus: int


def full_points(step: Question | Race | Lap) -> int:
    """What a step, or one challenge of a race, is worth when all is right, without any bonus."""
    if isinstance(step, Question) and step.form == "poll":
        return 0
    return _points(step.weight)


def score(plan: Plan, step: Question | Race, *, share: float, elapsed_seconds: float, streak: int) -> Score:
    """Points for an answer of which `share` (0 to 1) is right, given `elapsed_seconds` after the start.

    `streak` counts the right answers in a row, this one included.
    """
    full = full_points(step)
    used = min(1.0, max(0.0, elapsed_seconds / step.seconds))
    if share <= 0 or full == 0:
        return Score(0, 0)
    if plan.scoring == "classic":
        return _classic(full, share, used, streak)
    base = round(full * share)
    if plan.scoring == "accuracy" or share < 1:
        return Score(base, 0)
    bonus = int(speed_bonus_max(plan) * (1 - used))
    return Score(base + bonus, bonus)


def race_score(plan: Plan, race: Race, lap: int, *, share: float, elapsed_seconds: float) -> Score:
    """The race's own challenge is scored as a question is; a bonus one has no clock."""
    if lap == 0:
        return score(plan, race, share=share, elapsed_seconds=elapsed_seconds, streak=1)
    return Score(round(full_points(race.laps[lap]) * share), 0)


def hint_price(race: Race, lap: int) -> int:
    """What each hint costs."""
    return round(full_points(race.laps[lap]) * race.hint_share)


def speed_bonus_max(plan: Plan) -> int:
    """The largest speed bonus of one round under `accuracy-first`; all of them make less than a question."""
    return _speed_bonus_max(plan.weights)


@lru_cache(maxsize=256)
def _speed_bonus_max(weights: tuple[float, ...]) -> int:
    scored = [worth for weight in weights if (worth := _points(weight))]
    return (min(scored) - 1) // len(scored) if scored else 0


def _points(weight: float) -> int:
    return round(FULL_POINTS * weight)


def _classic(full: int, share: float, used: float, streak: int) -> Score:
    points = round((1 - used / 2) * full * share)
    bonus = min(STREAK_BONUS_MAX, STREAK_STEP * (streak - 1)) if share >= 1 and streak > 1 else 0
    return Score(points + bonus, bonus)
