"""Finds out what the sandbox really holds, by trying it.  What is not confirmed here is not claimed."""

import sys
from dataclasses import dataclass, field, replace

from server.judge.endings import ending
from server.judge.sandbox.consume import APPETITES
from server.judge.sandbox.layers import Layer, SandboxLevel, level_for, off
from server.judge.sandbox.limits import LIMITS, Limits
from server.judge.sandbox.probes import MUST_ESCAPE_UNCONFINED
from server.judge.zygote import Outcome, Unconfined, Work, Zygote
from server.room.outside import JudgeUnavailable

PROBE_ENTRIES = {
    "probe": ("sandbox.probes", "run"),
    "attack": ("sandbox.probes", "attack"),
    "consume": ("sandbox.consume", "run"),
}
APPETITE_VERDICTS = {
    "processor time": "time_limit",
    "idle time": "time_limit",
    "memory": "memory_limit",
    "output": "exception",
}
SIGSYS_STATUS = -31
PROBE_LIMITS = replace(LIMITS, cpu_seconds=5, idle_seconds=5.0, wall_seconds=30.0)

# Time that is not spent waiting for what is limited anyway; the others reach their limits by themselves.
TIGHT = {
    "processor time": replace(LIMITS, cpu_seconds=1),
    "idle time": replace(LIMITS, idle_seconds=0.5),
}

# Left out first where the forking process does not even start.
SPARE = frozenset({Layer.NAMESPACES, Layer.USER})

EVERY_LAYER = frozenset(Layer) if sys.platform == "linux" else frozenset({Layer.RLIMITS})


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What was found: the level, and for each layer that is not used, why not."""

    level: SandboxLevel
    missing: dict[Layer, str] = field(default_factory=dict)


async def raise_sandbox(
    work: Work, *, layers: frozenset[Layer] = EVERY_LAYER, accept_weak: bool = False, at_once: int = 1
) -> tuple[Zygote | None, SelfTest]:
    """The highest level that holds, with a forking process on that level; none where nothing holds.

    A layer that cannot be made or applied is left out, and everything is tried again without it.
    """
    missing: dict[Layer, str] = {}
    work = replace(work, entries={**PROBE_ENTRIES, **work.entries})
    while True:
        try:
            zygote = await Zygote.start(work, layers - missing.keys(), at_once=at_once)
        except JudgeUnavailable as error:
            if not (layers - missing.keys()).issuperset(SPARE):
                return None, SelfTest(off(str(error)), missing)
            missing |= dict.fromkeys(SPARE, str(error))
            continue
        try:
            found = await _missing_or_level(zygote, work, missing, accept_weak)
        except BaseException:  # such as that the server stops meanwhile
            await zygote.stop()
            raise
        if isinstance(found, SandboxLevel) and found.code_steps:
            return zygote, SelfTest(found, missing)
        await zygote.stop()
        if isinstance(found, SandboxLevel):
            return None, SelfTest(found, missing)
        missing |= found


async def _missing_or_level(
    zygote: Zygote, work: Work, missing: dict[Layer, str], accept_weak: bool
) -> dict[Layer, str] | SandboxLevel:
    """What this forking process lacks of what was asked, else what it is worth."""
    if zygote.missing:
        return zygote.missing
    try:
        failure = await _failure(zygote, work)
    except Unconfined as refusal:
        return {refusal.layer: str(refusal)} if refusal.layer is not Layer.RLIMITS else off(str(refusal))
    except JudgeUnavailable as error:
        failure = str(error)
    if failure:
        return off(failure)
    return level_for(zygote.layers, weak_is_accepted=accept_weak, reason=_reason(missing))


async def _failure(zygote: Zygote, work: Work) -> str | None:
    """What speaks against this forking process, None if all is as claimed."""
    outcome = await zygote.run("probe", {}, limits=PROBE_LIMITS)
    match outcome.messages:
        case ({"type": "probes", "escaped": escaped, "good": good},):
            if not good:
                return "an honest program with fifty threads does not work in the sandbox"
        case _:
            return f"the self-test did not run to its end (status {outcome.status})"
    if Layer.SECCOMP not in zygote.layers:
        return None
    if escaped:
        return f"a submission could still {escaped[0]}"
    if (await zygote.run("attack", {}, limits=PROBE_LIMITS)).status != SIGSYS_STATUS:
        return "the kernel filter did not stop an attack"
    return await _blindness(work)


async def _blindness(work: Work) -> str | None:
    """Without layers the same probes have to come through: else their failing above says nothing."""
    bare = await Zygote.start(replace(work, packages={}, entries=PROBE_ENTRIES, preload=()), frozenset())
    try:
        outcome = await bare.run("probe", {"good": False}, limits=PROBE_LIMITS)
    finally:
        await bare.stop()
    match outcome.messages:
        case ({"type": "probes", "escaped": list(escaped)},) if set(escaped) >= MUST_ESCAPE_UNCONFINED:
            return None
        case _:
            return "the self-test cannot tell an escape from none on this system"


async def limits_that_hold(zygote: Zygote) -> dict[str, bool]:
    """Runs into each limit on purpose.  Takes a second or two, so it is asked for and not done at every
    start."""
    limits = {name: TIGHT.get(name, LIMITS) for name in APPETITES}
    outcomes = {name: await zygote.run("consume", {"of": name}, limits=limits[name]) for name in APPETITES}
    return {
        name: _verdict(outcome, limits[name]) == APPETITE_VERDICTS[name] for name, outcome in outcomes.items()
    }


def _verdict(outcome: Outcome, limits: Limits) -> str | None:
    end = ending(outcome, limits)
    return end.verdict if end else None


def _reason(missing: dict[Layer, str]) -> str | None:
    return "; ".join(f"no {layer}: {reason}" for layer, reason in sorted(missing.items())) or None
