"""The server is killed in mid-question, under real pages: everybody is back, and nothing counts twice."""

import signal
import time
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from server.room.events import AnswerLocked
from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Console, Projector, Screen, Student
from tests.acceptance.serving import ServerProcess
from tests.soak.test_killed import LESSON, QUESTIONS, found

pytestmark = [pytest.mark.acceptance, pytest.mark.soak]
BACK_SECONDS_MAX = 15.0
STUDENTS = ("Ada", "Bob", "Cyd")


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """One long question."""
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "lesson.toml").write_text(LESSON)
    (folder / "questions.toml").write_text(QUESTIONS)
    return folder


async def is_at(screen: Screen, state: str) -> None:
    await expect(screen.find("connection")).to_have_attribute("data-state", state, timeout=15_000)


async def test_everybody_is_back_after_the_server_was_killed_and_the_unsaved_answer_counts_once(
    browser: Browser, server: ServerProcess, tmp_path: Path
):
    """F01, F18."""
    links = await server.start()
    console = await Console.open(browser, LAPTOP, links.console)
    projector = await Projector.open(browser, BEAMER, links.projector)
    ada, bob, cyd = students = [await Student.open(browser, PHONE, links.students) for _ in STUDENTS]
    for student, name in zip(students, STUDENTS, strict=True):
        await student.join(name)
    await console.press_main("show_step")
    await console.press_main("open_question")
    await ada.pick(0)
    await bob.find("option-1").click()

    await server.stop(signal.SIGKILL)
    await is_at(bob, "offline")
    await bob.find("send-answer").click()
    await expect(bob.find("send-answer")).to_have_text("Not saved yet, trying again")
    await expect(projector.page.locator(".offline")).to_be_visible()
    await expect(console.find("main-move")).to_be_disabled()
    await server.start()

    begun = time.monotonic()
    await expect(bob.find("saved")).to_be_visible(timeout=15_000)
    for screen in (console, *students):
        await is_at(screen, "connected")
    await expect(projector.page.locator(".offline")).to_have_count(0, timeout=15_000)
    await expect(console.find("main-move")).to_be_enabled()
    assert time.monotonic() - begun < BACK_SECONDS_MAX
    await expect(projector.find("counted")).to_have_text("2 of 3")
    await expect(ada.find("saved")).to_be_visible()
    await expect(cyd.find("option-0")).to_be_enabled()

    await console.press_main("close_question")
    await console.press_main("reveal_answer")
    await expect(bob.find("result")).to_have_attribute("data-mark", "wrong")
    for screen in (console, projector, *students):
        assert screen.complaints == []
        await screen.context.close()
    await server.stop()
    events, _ = await found(tmp_path / "data", links.code)
    assert sum(isinstance(event, AnswerLocked) for event in events) == 2
