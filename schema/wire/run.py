"""A run of threads, step by step: what the one player of all three pages draws.

A tour is a run that an author wrote; the witness of a failed submission is one that the judge found.
"""

from pydantic import Field

from schema.wire.base import Piece


class RunLine(Piece):
    """A line of the source.  Lines that are not the viewer's to see are left out, so numbers may jump."""

    number: int = Field(ge=1)
    text: str


class RunCell(Piece):
    """A place on the heap that is there before the first step."""

    name: str
    value: str


class RunStep(Piece):
    """One thing that one thread does.  Line 0 is not a line of the source: the call that the thread makes."""

    thread: int = Field(ge=-1, description="From 0: A, B, C.  -1 is nobody's: the process as a whole.")
    line: int = Field(ge=0)
    op: str = Field(description="read, write, acquire, release, waits, call, return, local, note, …")
    target: str
    value: str
    says_html: str = Field(description="The author's words about this step; empty in a witness.")


class Run(Piece):
    lines: list[RunLine]
    threads: list[str] = Field(description="What each thread does, in a few words.")
    cells: list[RunCell]
    steps: list[RunStep]
