"""The whole built-in lesson in real pages, every screen and state of it looked at.

With `THREADRACE_PICTURES` set, the pictures stay there: each screen at three sizes, light and dark.
"""

import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.acceptance.acting import act_all
from tests.acceptance.looking import (
    SMALL_BEAMER,
    THEMES,
    at_size,
    axe_finds,
    in_theme,
    overhang,
    photograph,
    small_texts,
)
from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Console, Projector, Screen, Student
from tests.acceptance.serving import Links, ServerProcess

pytestmark = [pytest.mark.acceptance, pytest.mark.soak, pytest.mark.timeout(1200)]

LESSON = Path(__file__).parent.parent.parent / "server" / "lessons" / "threads-and-thread-safety"
NAMES = ("Ada", "Bob", "Cyd", "Dora")
STATES_MAX = 400
ACTED_ON = ("open_question", "open_race", "take_predictions", "start_trials")
WALKED = 3  # of the steps of a run, which differ little, so many are looked at
PROSE_PX, CODE_PX = 32, 28  # what a class reads at ten metres, on a projector of 1080 lines


class EveryScreen:
    """Console, projector and four students in one room, and what was wrong with what they saw."""

    def __init__(
        self, console: Console, projector: Projector, students: list[Student], pictures: Path
    ) -> None:
        self.console, self.projector, self.students = console, projector, students
        self.pictures = pictures
        self.wrong: list[str] = []
        self.looks = 0

    @classmethod
    async def open(cls, browser: Browser, links: Links, pictures: Path) -> "EveryScreen":
        console = await Console.open(browser, LAPTOP, links.console)
        projector = await Projector.open(browser, BEAMER, links.projector)
        students = [
            await Student.open(browser, size, links.students) for size in (PHONE, LAPTOP, PHONE, PHONE)
        ]
        return cls(console, projector, students, pictures)

    async def look(self, state: str) -> None:
        """At the console, the projector and the first student's page."""
        self.looks += 1
        before = len(self.wrong)
        seen: dict[str, Screen] = {
            "console": self.console,
            "projector": self.projector,
            "student": self.students[0],
        }
        for who, screen in seen.items():
            name = f"{self.looks:03}-{state}-{who}"
            theme = THEMES[self.looks % 2]  # every kind of screen comes more than once
            await in_theme(screen, theme)
            self.wrong += [f"{name} {theme}: {found}" for found in await axe_finds(screen)]
            await photograph(screen, self.pictures, name)
            await self._fits(screen, name)
        await self._is_read_from_the_back_row(f"{self.looks:03}-{state}")
        for found in self.wrong[before:]:
            print(found)  # so that a long run tells at once

    async def _fits(self, screen: Screen, name: str) -> None:
        beyond = await overhang(screen)
        if beyond["right"] > 0:
            self.wrong.append(f"{name}: {beyond['right']} pixels stick out to the right")

    async def _is_read_from_the_back_row(self, state: str) -> None:
        for size in (BEAMER, SMALL_BEAMER):
            await at_size(self.projector, size)
            below = (await overhang(self.projector))["below"]
            if below > 0:
                self.wrong.append(f"{state}: the projector scrolls by {below} pixels at {size['width']}")
        await at_size(self.projector, BEAMER)
        small = await small_texts(self.projector, prose=PROSE_PX, code=CODE_PX)
        self.wrong += [f"{state}: too small on the projector: {text}" for text in small]

    async def next_request(self) -> str:
        """What the big button would do now."""
        button = self.console.find("main-move")
        await expect(button).to_be_enabled()
        return await button.get_attribute("data-request") or ""

    def complaints(self) -> list[str]:
        screens: list[Screen] = [self.console, self.projector, *self.students]
        return [complaint for screen in screens for complaint in screen.complaints]


@pytest.fixture
async def built_in(tmp_path: Path) -> AsyncIterator[ServerProcess]:
    process = ServerProcess(tmp_path / "data", LESSON)
    yield process
    await process.stop()


def race_sources() -> list[list[list[str]]]:
    """For each race of the lesson what each student submits: two fail and mend it, one fails, one does it."""
    steps = tomllib.loads((LESSON / "lesson.toml").read_text("utf-8"))["step"]
    return [_of_race(LESSON / "challenges" / step["challenge"]) for step in steps if step["kind"] == "race"]


def _of_race(challenge: Path) -> list[list[str]]:
    files = sorted((challenge / "submissions").glob("*/*.py"))
    good = [file.read_text("utf-8") for file in files if file.parent.name == "accepted"]
    bad = [file.read_text("utf-8") for file in files if file.parent.name in ("lost_update", "deadlock")]
    return [[bad[0], good[0]], [bad[1], good[1]], [bad[-1]], [good[0]]]


async def test_every_screen_of_the_built_in_lesson(browser: Browser, built_in: ServerProcess, pictures: Path):
    everyone = await EveryScreen.open(browser, await built_in.start(), pictures)
    races = iter(race_sources())
    await everyone.look("before-joining")
    for student, name in zip(everyone.students, NAMES, strict=True):
        await student.join(name)
    await everyone.look("lobby")

    request, walked = "", 0
    for _ in range(STATES_MAX):
        request = await everyone.next_request()
        if request == "end_lesson":
            break
        await everyone.console.press_main(request)
        await expect(everyone.console.find("main-move")).to_be_enabled()
        walked = walked + 1 if request == "move_run" else 0
        if walked <= WALKED:
            await everyone.look(request)
        if request in ACTED_ON:
            sources = next(races) if request == "open_race" else [[] for _ in NAMES]
            await act_all(everyone.students, sources)
            await everyone.look("acted")
    assert request == "end_lesson"
    await everyone.console.press("end-lesson")
    await everyone.console.press("confirm")
    await expect(everyone.students[0].find("podium")).to_be_visible()
    await everyone.look("ended")

    assert everyone.complaints() == []
    assert not everyone.wrong, "\n".join(everyone.wrong)
