"""What goes wrong in the machinery itself is an error, never a run that waits for ever."""

import pytest

from server.judge.inside import crew as crew_module
from server.judge.inside.knowledge import Knowledge
from server.judge.inside.schedulers.base import Serial
from server.judge.inside.tasks import Task
from server.judge.inside.turnstile import Run
from tests.judge.inside.playing import scenario, serial, stage_of

COUNTER = """
class Thing:
    def __init__(self): self.n = 0
    def add(self): self.n += 1
"""
STARTS_TWO = """
import threading

class Thing:
    def add(self):
        threads = [threading.Thread(target=int) for _ in range(2)]
        for each in threads: each.start()
        for each in threads: each.join()
"""


class Mistaken(Serial):
    """Fails once: in the middle of a call, or when the first thread has ended, and its operating-system
    thread is nobody's but ours."""

    def __init__(self, *, between: bool) -> None:
        self._between = between
        self._failed = False

    def choose(self, run: Run, current: Task, choices: list[Task]) -> Task:
        if run.trace and current.index == 1 and current.finished == self._between and not self._failed:
            self._failed = True
            raise LookupError("a mistake of ours")
        return super().choose(run, current, choices)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("between", [True, False])
def test_a_mistake_of_the_machinery_is_raised_where_the_run_was_begun(between: bool) -> None:
    stage = stage_of(COUNTER)
    adding = scenario("add()", "add()", "add()", finals="n")

    with pytest.raises(LookupError, match="a mistake of ours"):
        stage.play(adding, Mistaken(between=between), Knowledge(), every_site=True)

    history = serial(stage, adding).history
    assert history is not None and history[1] == (("value", 3),)


@pytest.mark.timeout(20)
def test_where_the_system_has_no_more_threads_the_submission_hears_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage, started = stage_of(STARTS_TWO), []

    class Scarce(crew_module.Worker):
        def __init__(self) -> None:
            if len(started) >= 2:
                raise RuntimeError("can't start new thread")
            started.append(self)
            super().__init__()

    monkeypatch.setattr(crew_module, "Worker", Scarce)
    result = serial(stage, scenario("add()"))

    assert [failure.text for failure in result.failures] == ["can't start new thread"]
