"""How much one submission may use.  The one place for these numbers."""

from dataclasses import asdict, dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """What a submission may use before it is stopped.

    Time is counted in seconds of work (`cpu_seconds`) and in seconds asleep (`idle_seconds`).  Waiting for a
    busy machine costs nothing, so that a verdict does not depend on who else is computing; `wall_seconds`
    only protects the queue, and running into it is never held against the student.
    """

    memory_bytes: int = 512 * MIB
    cpu_seconds: int = 10
    idle_seconds: float = 3.0
    wall_seconds: float = 120.0
    threads: int = 256
    open_files: int = 16
    output_bytes: int = 1 * MIB
    output_kept_bytes: int = 64 * KIB
    source_bytes: int = 16 * KIB
    frame_bytes: int = 256 * KIB
    frames: int = 20_000
    frames_bytes: int = 8 * MIB

    def as_json(self) -> dict[str, float]:
        """As plain data, for the process that applies them."""
        return asdict(self)


LIMITS = Limits()

THREAD_STACK_BYTES = 1 * MIB
