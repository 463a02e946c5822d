"""The operating-system threads that a test's runs took place on end with the test."""

from collections.abc import Iterator

import pytest

from server.judge.inside import execute
from server.judge.inside.crew import Crew


@pytest.fixture(autouse=True)
def crews_go_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    crews: list[Crew] = []

    class Noted(Crew):
        def __init__(self) -> None:
            super().__init__()
            crews.append(self)

    monkeypatch.setattr(execute, "Crew", Noted)
    yield
    for crew in crews:
        crew.dismiss()
