"""Confines the process that calls it: all layers, in the only order in which they work."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from . import identity, landlock, rlimits, scheduling, seccomp
from .layers import Layer
from .limits import Limits

CHANNEL = 3
FIRST_FREE = CHANNEL + 1


class Unconfined(Exception):
    """A layer could not be applied.  Nothing of a submission may be read by this process."""

    def __init__(self, layer: Layer, error: BaseException) -> None:
        super().__init__(str(error))
        self.layer = layer


@dataclass(frozen=True, slots=True)
class Plan:
    """What the forking process prepares once, so that a child has little left to do."""

    layers: frozenset[Layer]
    filter: bytes | None
    ruleset: int | None
    parent: int


def confine(plan: Plan, limits: Limits, slot: int) -> None:
    """After this, the process holds descriptors 0 to 3 and can get no other."""
    _stage(Layer.RLIMITS, lambda: rlimits.apply(limits, own_user=Layer.USER in plan.layers))
    if Layer.USER in plan.layers:
        _stage(Layer.USER, lambda: identity.become_nobody(slot))
    if sys.platform == "linux":
        _stage(Layer.RLIMITS, lambda: _bind(plan.parent))
    if plan.ruleset is not None:
        ruleset = plan.ruleset
        _stage(Layer.LANDLOCK, lambda: landlock.restrict(ruleset))
    os.closerange(FIRST_FREE, 4096)
    _stage(
        Layer.RLIMITS, lambda: scheduling.step_back(slot)
    )  # late, so that a busy machine delays none of this
    if plan.filter is not None:
        instructions = plan.filter
        _stage(Layer.SECCOMP, lambda: seccomp.install(instructions))


def _bind(parent: int) -> None:
    """After the change of user, which would undo it."""
    identity.drop_privileges()
    identity.die_with(parent)


def _stage(layer: Layer, apply: Callable[[], None]) -> None:
    try:
        apply()
    except (OSError, ValueError, AttributeError) as error:
        raise Unconfined(layer, error) from error
