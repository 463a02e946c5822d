"""The judge as live rooms see it."""

from collections.abc import Mapping
from pathlib import Path

from server.room.outside import Judged, JudgeUnavailable


class RoomJudge:
    """TEMPORARY until the worker lands."""

    def __init__(self, lessons: Mapping[str, Path]) -> None:
        self.promise = ""
        self.off = "The judge is not there yet."

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    async def judge(self, *, student: str, challenge: str, source: str) -> Judged:
        raise JudgeUnavailable(self.off)
