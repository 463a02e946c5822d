"""What simulated students saw, and whether it adds up."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of all students together.  `wrong` holds everything that must not happen, in words."""

    students: int
    joined: int = 0
    here: int = 0
    finished: int = 0
    stage: str = "waiting for the lesson"
    acknowledged: int = 0
    double_clicks: int = 0
    comebacks: int = 0
    reloads: int = 0
    points: int = 0
    trials: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    sent_away: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)  # seconds from the first click to the acknowledgement
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        """How it stands, in one line."""
        slowest = f"{max(self.waits) * 1000:.0f} ms" if self.waits else "–"
        return (
            f"{self.here} of {self.students} here · {self.stage} · {self.acknowledged} answers saved, "
            f"{self.refused.total()} refused · {self.verdicts.total()} verdicts · slowest {slowest}"
        )

    def report(self) -> Iterator[str]:
        """What there was, line by line."""
        yield f"Joined           {self.joined} of {self.students}"
        yield f"Answers          {self.acknowledged} acknowledged"
        yield f"Refused          {_counted(self.refused)}"
        yield f"Double clicks    {self.double_clicks}, each counted once"
        yield f"Came back        {self.comebacks} times, {self.reloads} by a reload, each to the same seat"
        yield f"Verdicts         {_counted(self.verdicts)}"
        yield f"Experiments      run {self.trials} times"
        yield f"Acknowledgement  {self._waited()}"
        yield f"Points           {self.points} in all"
        if self.sent_away:
            yield f"Sent away        {_counted(self.sent_away)}"
        yield from self._verdict()

    def _waited(self) -> str:
        if not self.waits:
            return "none"
        half, most, slowest = (1000 * self.waited(part) for part in (0.5, 0.99, 1.0))
        return f"p50 {half:.1f} ms, p99 {most:.1f} ms, slowest {slowest:.1f} ms"

    def waited(self, part: float) -> float:
        """Seconds within which this part of all requests was acknowledged."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]

    def _verdict(self) -> Iterator[str]:
        if not self.wrong:
            yield "Everything adds up."
            return
        yield "This does not add up:"
        yield from (f"  {problem}" for problem in self.wrong[:20])


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.most_common()) or "none"
