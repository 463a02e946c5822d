"""Many measured times in a few words."""

from collections.abc import Sequence


def part(seconds: Sequence[float], share: float) -> float:
    """The time that this share of them stays within."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def p50(seconds: Sequence[float]) -> float:
    return part(seconds, 0.5)


def p99(seconds: Sequence[float]) -> float:
    return part(seconds, 0.99)


def spread(seconds: Sequence[float]) -> str:
    return f"p50 {p50(seconds) * 1000:.1f} ms, p99 {p99(seconds) * 1000:.1f} ms"


def after(begun: float, seen_at: Sequence[float]) -> list[float]:
    return [at - begun for at in seen_at]
