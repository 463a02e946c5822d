"""What stands between a submission and the machine: the layers, and the ladder of what they promise
together."""

from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """One mechanism of the operating system.  `RLIMITS` is always there; the others are used where they
    work."""

    RLIMITS = "rlimits"
    SECCOMP = "seccomp"
    LANDLOCK = "landlock"
    NAMESPACES = "namespaces"
    USER = "user"
    CGROUP = "cgroup"


@dataclass(frozen=True, slots=True)
class SandboxLevel:
    """What the self-test has confirmed.  Shown to the instructor and stored with each verdict."""

    name: str
    promise: str
    code_steps: bool
    layers: frozenset[Layer] = frozenset()
    reason: str | None = None


PROMISES = (
    (
        "isolated",
        frozenset({Layer.SECCOMP, Layer.LANDLOCK, Layer.NAMESPACES, Layer.USER}),
        "Submissions run behind a kernel filter, Landlock and namespaces, as a user of their own.",
    ),
    (
        "namespaces",
        frozenset({Layer.SECCOMP, Layer.NAMESPACES}),
        "Submissions run behind a kernel filter and in namespaces of their own.",
    ),
    (
        "landlock",
        frozenset({Layer.SECCOMP, Layer.LANDLOCK}),
        "Submissions run behind a kernel filter and Landlock.",
    ),
    ("filter", frozenset({Layer.SECCOMP}), "Submissions run behind a kernel filter."),
)

WEAK_PROMISE = (
    "WEAK: submissions are held by resource limits only. They can read your files and use your network; "
    "let only people you trust submit code."
)
OFF_PROMISE = "Code steps are switched off; the quiz works."


def level_for(layers: frozenset[Layer], *, weak_is_accepted: bool, reason: str | None = None) -> SandboxLevel:
    """The highest rung whose layers all stand.  Without the kernel filter there is none to stand on."""
    for name, needed, promise in PROMISES:
        if needed <= layers:
            return SandboxLevel(name, promise, True, layers, reason)
    if weak_is_accepted:
        return SandboxLevel("weak", WEAK_PROMISE, True, layers, reason)
    return off(reason or "this system has no kernel filter (seccomp) that we could use")


def off(reason: str) -> SandboxLevel:
    """No code is run at all."""
    return SandboxLevel("off", OFF_PROMISE, False, reason=reason)
