"""The four experiments and the examples, in real pages, on real threads, with real numbers."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Console, Projector, Student
from tests.acceptance.serving import ServerProcess

pytestmark = [pytest.mark.acceptance, pytest.mark.soak]

LESSON = Path(__file__).parent / "experiments"
RUN_MS = 30_000
MEASURE_MS = 120_000


class Class:
    """A console, a projector and two students in one room."""

    def __init__(self, console: Console, projector: Projector, ada: Student, bob: Student) -> None:
        self.console, self.projector, self.ada, self.bob = console, projector, ada, bob

    async def turn_to(self, title: str) -> None:
        await self.console.press_main("show_step")
        await self.projector.shows(title)

    async def predict(self, *times: int) -> None:
        """Both move their sliders by so many steps up from the middle, the first student; down, the other."""
        await self.console.press_main("take_predictions")
        for student, button in ((self.ada, "A little more"), (self.bob, "A little less")):
            buttons = student.page.get_by_role("button", name=button)
            for place, count in enumerate(times):
                for _ in range(count):
                    await buttons.nth(place).click()
            await student.find("send-prediction").click()
            await expect(student.find("predicted")).to_be_visible()
        await expect(self.projector.find("experiment-predicting")).to_contain_text("2 of 2")

    async def run(self, student: Student, run: int) -> None:
        """Press the button, and wait for what comes of it."""
        await student.find("run-trial").click()
        await expect(trials(student)).to_have_count(run, timeout=RUN_MS)
        await expect(trials(student).first.locator("b")).to_be_visible(timeout=RUN_MS)

    async def compare(self) -> None:
        await self.console.press_main("compare_results")
        for screen in (self.projector, self.ada, self.bob):
            await expect(screen.find("experiment-compared")).to_be_visible()

    def complaints(self) -> list[str]:
        screens = (self.console, self.projector, self.ada, self.bob)
        return [complaint for screen in screens for complaint in screen.complaints]


def trials(student: Student) -> Locator:
    return student.find("trials").locator("li")


async def shown(student: Student) -> float:
    """The newest result on a student's page."""
    text = await trials(student).first.locator("b").inner_text()
    return float(re.sub(r"[^\d.]", "", text))


async def measured(screen: Projector, what: str) -> float:
    return float(await screen.find(f"measure-{what}").get_attribute("data-value") or "nan")


@pytest.fixture
async def room(browser: Browser, tmp_path: Path) -> AsyncIterator[Class]:
    server = ServerProcess(tmp_path / "data", LESSON)
    links = await server.start()
    room = Class(
        await Console.open(browser, LAPTOP, links.console),
        await Projector.open(browser, BEAMER, links.projector),
        await Student.open(browser, PHONE, links.students),
        await Student.open(browser, LAPTOP, links.students),
    )
    await room.ada.join("Ada")
    await room.bob.join("Bob")
    yield room
    await server.stop()


async def test_a_class_predicts_runs_and_compares(room: Class):
    await _examples(room)
    await _counter(room)
    await _main_thread_and_worker(room)
    await _processes(room)
    assert room.complaints() == []


async def _examples(room: Class) -> None:
    await room.turn_to("Two examples")
    await expect(room.projector.find("example")).to_have_count(2)
    await room.ada.find("tab-0").press("ArrowRight")
    await expect(room.ada.find("tab-1")).to_be_focused()
    await expect(room.ada.find("example")).to_contain_text("postMessage")
    await room.ada.find("run-example").click()
    await expect(room.ada.find("output")).to_have_text("Sent; the page goes on.Sum: 15")


async def _counter(room: Class) -> None:
    await room.turn_to("Does it reach 200?")
    await room.predict(3)
    await room.console.press_main("start_trials")
    for run in (1, 2, 3):
        await room.run(room.ada, run)
        assert 2 <= await shown(room.ada) <= 200
    await expect(trials(room.ada).first).to_contain_text("by itself: 200")
    await expect(room.console.find("trying")).to_contain_text("1 have run it, 3 runs")
    await room.compare()
    counts = room.projector.page.locator("[data-testid^=bin-]")
    found = await counts.evaluate_all("rows => rows.map(row => Number(row.dataset.shown))")
    said = await counts.evaluate_all("rows => rows.map(row => Number(row.dataset.predicted))")
    assert (len(found), sum(found), sum(said)) == (11, 3, 2)
    await room.projector.shows("lost update")


async def _main_thread_and_worker(room: Class) -> None:
    """The page stands still for as long as its own thread computes, and goes on while a worker does."""
    for title in ("On the main thread", "In a worker"):
        await room.turn_to(title)
        await room.predict(1)
        await room.console.press_main("start_trials")
        await room.run(room.ada, 1)
        await room.compare()
        if title == "On the main thread":
            assert 1000 <= await measured_gap(room) < 10_000
    frozen, smooth = [await measured(room.projector, what) for what in ("main-thread", "worker")]
    assert frozen >= 1000 and smooth < frozen / 2


async def measured_gap(room: Class) -> float:
    text = await room.projector.page.locator(".headline").inner_text()
    return float(re.sub(r"[^\d]", "", text.splitlines()[0]))


async def _processes(room: Class) -> None:
    await room.turn_to("Threads or processes?")
    await room.predict(2, 1)
    await room.console.press_main("start_trials")
    await expect(room.ada.page.get_by_text("The server measures this once")).to_be_visible()
    await room.compare()
    await expect(room.projector.find("measure-processes")).to_be_visible(timeout=MEASURE_MS)
    assert await measured(room.projector, "one") == 1
    assert await measured(room.projector, "threads") > 0
