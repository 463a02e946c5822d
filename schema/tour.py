"""What an author writes of a tour: a run of threads, step by step, in a file of its own."""

from typing import Annotated, Literal

from pydantic import Field

from schema.written import Line, Prose, Written, WrittenProse

THREADS_MAX = 8
RUN_STEPS_MAX = 200

Letter = Annotated[str, Field(pattern=r"^[A-H]?$")]
Short = Annotated[str, Field(max_length=60)]
Deed = Literal[
    "note",
    "call",
    "return",
    "local",
    "read",
    "write",
    "acquire",
    "release",
    "waits",
    "start",
    "join",
    "joins",
]


class RunStep(Written):
    """One thing that one thread does.  Without `thread` it is a word about the whole process."""

    thread: Letter = Field(default="", description="A, B, C …, in the order of `threads`.")
    line: int = Field(default=0, ge=0, le=200, description="Of the source; 0 or left out: none.")
    does: Deed = Field(default="note", description="note: nothing but the words in `says`.")
    target: Short = Field(default="", description="What is read, written, taken, called or started.")
    value: str | int = Field(default="", description="What is read or written; left out, what is there.")
    says: Prose = Field(default="", description="Shown while the step is done.")


class TourFile(Written):
    """A run: its source, its threads, what is on the heap before, and the steps."""

    title: Line
    source: WrittenProse
    threads: list[Line] = Field(
        min_length=1,
        max_length=THREADS_MAX,
        description="What each thread does, in a few words; A comes first.",
    )
    heap: dict[Short, str | int] = Field(default={}, description="name = value, before the first step.")
    step: list[RunStep] = Field(min_length=1, max_length=RUN_STEPS_MAX)
