"""The answers that students give, one shape for each way of asking."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pick:
    option: int


@dataclass(frozen=True, slots=True)
class Picks:
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    number: float


@dataclass(frozen=True, slots=True)
class Words:
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each item of a matching the option that was put to it; None where there is none."""

    options: tuple[int | None, ...]


Given = Pick | Picks | Figure | Words | Order | Pairs  # an answer that a student gave
