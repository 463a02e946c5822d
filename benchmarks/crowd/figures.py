"""Many measured times in a few words."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time, of the server and of all of Postgres."""

    server: float
    postgres: float

    @classmethod
    def median(cls, many: "Sequence[Spent]") -> "Spent":
        return cls(
            statistics.median(one.server for one in many), statistics.median(one.postgres for one in many)
        )

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(self.server - before.server, self.postgres - before.postgres)

    def __str__(self) -> str:
        return f"{self.server:.2f} s, and {self.postgres:.2f} s of Postgres"
