"""Matching, the glossary and the summary, as students use them in a real browser."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.acceptance.looking import axe_finds, overhang, small_texts
from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Console, Projector, Screen, Student
from tests.acceptance.serving import ServerProcess

pytestmark = [pytest.mark.acceptance, pytest.mark.soak]

LESSON = """
title = "Who uses what"

[[misconception]]
id = "one-way"
name = "Everybody does it the same way"
mend = "Some share memory, others send messages."
read = "The slide *Browsers*"

[[step]]
kind = "terms"
title = "Two words"
[[step.term]]
term = "heap"
meaning = "Where objects live."
[[step.term]]
term = "lock"
meaning = "What one thread holds."
example = "`with lock:`"

[[step]]
kind = "questions"
[[step.question]]
form = "matching"
title = "Who uses what?"
prompt = "What belongs to which?"
pairs = \'\'\'
- PostgreSQL -> a process for each connection {one-way}
- Node.js -> one thread and a pool
- -> a computer for each request
\'\'\'
explanation = "Either way somebody has to think."

[[step]]
kind = "learned"
title = "What we learned"

[[step]]
kind = "podium"
title = "The podium"
"""


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ServerProcess]:
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "lesson.toml").write_text(LESSON)
    process = ServerProcess(tmp_path / "data", folder)
    yield process
    await process.stop()


async def match_by_text(student: Student, item: str, option: str) -> None:
    """Tap an item, then what belongs to it."""
    await student.page.locator("[data-testid^=item-]", has_text=item).click()
    await student.page.locator("[data-testid^=match-]", has_text=option).click()


async def match_by_keyboard(student: Student, wanted: dict[str, str]) -> None:
    for item, option in wanted.items():
        for text in (item, option):
            await student.page.get_by_role("button", name=re.compile(text)).focus()
            await student.page.keyboard.press("Enter")


async def test_a_class_matches_looks_words_up_and_takes_a_summary_along(
    browser: Browser, server: ServerProcess
):
    links = await server.start()
    console = await Console.open(browser, LAPTOP, links.console)
    projector = await Projector.open(browser, BEAMER, links.projector)
    ada, bob = [await Student.open(browser, PHONE, links.students) for _ in range(2)]
    await ada.join("Ada")
    await bob.join("Bob")

    await console.show_step(1)
    await console.press_main("open_question")
    await match_by_text(ada, "PostgreSQL", "a computer")
    await match_by_text(ada, "Node.js", "a pool")
    await look_up(ada)
    await ada.send()
    await match_by_keyboard(bob, {"PostgreSQL": "a process", "Node.js": "a pool"})
    await bob.send()
    await console.press_main("reveal_answer")
    await expect(ada.find("result")).to_have_attribute("data-mark", "partly")
    await expect(ada.find("beliefs")).to_contain_text("Some share memory, others send messages.")
    await expect(bob.find("result")).to_have_attribute("data-mark", "right")
    await expect(projector.find("bar-0")).to_contain_text("Everybody does it the same way")
    await is_fit_to_be_shown(projector)

    await console.show_step(2)
    await expect(projector.find("belief")).to_contain_text("1 / 2")
    await expect(ada.find("learned")).to_contain_text("Look at this once more")
    await is_fit_to_be_shown(projector)
    await taken_along(browser, links.students, ada)
    for screen in (console, projector, ada, bob):
        assert screen.complaints == []


async def look_up(student: Student) -> None:
    """A word, while the question runs: the clock stays in sight, and what was begun stays."""
    await student.find("glossary").click()
    await student.page.get_by_role("searchbox").fill("lo")
    await expect(student.find("term")).to_have_count(1)
    await expect(student.find("term")).to_contain_text("What one thread holds.")
    await expect(student.page.locator(".countdown")).to_be_in_viewport()
    assert await axe_finds(student) == []
    await student.page.keyboard.press("Escape")
    await expect(student.page.get_by_role("dialog")).to_have_count(0)


async def is_fit_to_be_shown(projector: Projector) -> None:
    assert await small_texts(projector, prose=32, code=28) == []
    assert (await overhang(projector))["below"] <= 0
    assert await axe_finds(projector) == []


async def taken_along(browser: Browser, students: str, ada: Student) -> None:
    """The summary opens from its link alone, can be saved, and stays in the browser without a server."""
    path = await ada.find("summary-link").get_attribute("href")
    summary = await Screen.open(browser, PHONE, students.rpartition("/")[0] + (path or ""))
    page = summary.find("summary")
    await expect(page).to_contain_text("Ada")
    await expect(page).to_contain_text("Everybody does it the same way")
    await expect(page).not_to_contain_text("Bob")
    assert await axe_finds(summary) == []
    async with summary.page.expect_download() as download:
        await summary.find("keep").click()
    saved = await (await download.value).path()
    assert "Everybody does it the same way" in saved.read_text("utf-8")
    await summary.page.route("**/*.json", lambda route: route.abort())
    await summary.page.reload()
    await expect(page).to_contain_text("This is what this browser kept")
