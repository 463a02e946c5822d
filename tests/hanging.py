"""Where a test waited that was ended because it took too long."""

import asyncio
from collections.abc import Iterator
from typing import Any

FRAMES = ("cr_frame", "gi_frame", "ag_frame")
INNER = ("cr_await", "gi_yieldfrom", "ag_await")


def waits(loop: asyncio.AbstractEventLoop) -> str:
    """Of every task that is not done, the lines at which it waits, the innermost last."""
    return "\n".join(
        f"{task.get_name()}: " + " > ".join(_lines(task.get_coro())) for task in asyncio.all_tasks(loop)
    )


def _lines(awaited: Any) -> Iterator[str]:
    while awaited is not None:
        if frame := _first(awaited, FRAMES):
            yield f"{frame.f_code.co_filename}:{frame.f_lineno} {frame.f_code.co_qualname}"
        awaited = _first(awaited, INNER)


def _first(awaited: Any, names: tuple[str, ...]) -> Any:
    return next((found for name in names if (found := getattr(awaited, name, None)) is not None), None)
