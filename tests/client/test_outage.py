"""The database stops under open pages and starts again: nothing is called saved wrongly, and all go on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from server.live.hall import LiveRoom
from server.room.commands import OpenQuestion, ShowStep
from server.room.events import AnswerLocked
from server.store.embedded import EmbeddedPostgres
from tests.client.lines import Cable
from tests.client.phones import joined, stage, with_pages
from tests.fakes import JudgeByHand
from tests.room.stories import FIRST_QUESTION
from tests.serving import Served, serving

pytestmark = [pytest.mark.acceptance, pytest.mark.soak]
BACK_MS = 15_000
BANNER = "The database does not answer. Nothing is lost"


@pytest.fixture
async def postgres(tmp_path: Path) -> AsyncIterator[EmbeddedPostgres]:
    """One of the test's own, as durable as an instructor's."""
    own = EmbeddedPostgres(tmp_path / "data")
    yield own
    await own.stop()


@pytest.fixture
async def served(postgres: EmbeddedPostgres, judge: JudgeByHand, tmp_path: Path) -> AsyncIterator[Served]:
    pages = tmp_path / "pages"
    pages.mkdir()
    async with with_pages(serving(await postgres.start(), judge, pages), pages) as server:
        yield server


async def watching(browser: Browser, served: Served, path: str, cable: Cable) -> Page:
    context = await browser.new_context(reduced_motion="reduce")
    name, _, value = (await served.cookie()).partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": served.url}])
    page = await context.new_page()
    await cable.under(page)
    await page.goto(f"{served.url}/{path}")
    return page


async def answers(served: Served, room: LiveRoom) -> int:
    """How many are in the journal."""
    journal = await served.database.journal.read(room.host.room.code)
    return sum(isinstance(event, AnswerLocked) for event in journal)


async def test_the_database_stops_and_starts_under_open_pages(
    browser: Browser, phone: BrowserContext, served: Served, room: LiveRoom, postgres: EmbeddedPostgres
):
    """F03: the student, the console, a console whose line breaks meanwhile, and the projector."""
    code = room.host.room.code
    cable, cut = Cable(), Cable()
    student = await joined(phone, served, room)
    await joined(await browser.new_context(), served, room, "Bob")  # so that the question stays open
    console = await watching(browser, served, f"console#{code}", cable)
    second = await watching(browser, served, f"console#{code}", cut)
    projector = await watching(browser, served, f"projector/{code}", Cable())
    await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
    await expect(second.get_by_test_id("main-move")).to_be_enabled()
    await student.get_by_test_id("option-2").click()
    await postgres.stop()

    await student.get_by_test_id("send-answer").click()
    await expect(student.get_by_test_id("send-answer")).to_have_text("Not saved yet, trying again")
    await expect(student.locator(".strip")).to_contain_text("Not saved yet, trying again")
    await student.reload()
    await expect(student.get_by_test_id("option-2").locator("input")).to_be_checked()
    await expect(student.get_by_test_id("send-answer")).to_have_text("Not saved yet, trying again")
    await expect(console.locator(".bands")).to_contain_text(BANNER)
    await projector.reload()
    await expect(projector.get_by_test_id("counted")).to_have_text("0 of 2")
    await cut.notice()
    await expect(second.get_by_test_id("connection")).to_have_attribute("data-state", "offline")
    await expect(second.locator(".bands")).to_contain_text(BANNER, timeout=BACK_MS)  # back already
    await second.reload()
    await expect(second.locator(".bands")).to_contain_text(BANNER, timeout=BACK_MS)
    await student.wait_for_timeout(4000)  # by then it waits for long between two tries
    await expect(student.get_by_test_id("saved")).to_have_count(0)
    await postgres.start()

    await expect(student.get_by_test_id("saved")).to_be_visible(timeout=BACK_MS)
    await expect(student.get_by_test_id("connection")).to_have_attribute("data-state", "connected")
    await expect(console.locator(".bands")).to_have_text("", timeout=BACK_MS)
    await expect(second.get_by_test_id("main-move")).to_be_enabled(timeout=BACK_MS)
    await expect(second.locator(".bands")).to_have_text("")
    await expect(projector.get_by_test_id("counted")).to_have_text("1 of 2")
    assert await answers(served, room) == 1
