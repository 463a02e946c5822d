"""Everybody sees that they are offline, on every screen and in both themes, and still reads the question."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from server.live.hall import LiveRoom
from server.room.commands import OpenQuestion, ShowStep
from server.room.plan import Plan, Question
from tests.acceptance.looking import SIZES, THEMES
from tests.client.lines import Cable
from tests.client.phones import joined, stage, with_pages
from tests.client.test_student_page import serious
from tests.fakes import JudgeByHand
from tests.room.stories import FIRST_QUESTION
from tests.serving import LESSON, Served, serving

pytestmark = [pytest.mark.acceptance, pytest.mark.soak]
READABLE_PIXELS = 18
TO_THE_END = "() => window.scrollTo(0, document.body.scrollHeight)"
FONT_PIXELS = "(element) => parseFloat(getComputedStyle(element).fontSize)"


@pytest.fixture
def plan() -> Plan:
    """Its first question is longer than a phone."""
    question = LESSON.steps[FIRST_QUESTION]
    assert isinstance(question, Question)
    prompt = "What is `x`, after both threads have run to their ends, and in whatever order they took turns?"
    options = tuple(
        f"{option}, whoever comes first and whoever comes last, every time" * 3 for option in "12345"
    )
    long = replace(question, prompt_md=prompt, options_md=options, seconds=600)
    return replace(LESSON, steps=(*LESSON.steps[:FIRST_QUESTION], long, *LESSON.steps[FIRST_QUESTION + 1 :]))


@pytest.fixture
async def served(database_url: str, judge: JudgeByHand, tmp_path: Path, plan: Plan) -> AsyncIterator[Served]:
    async with with_pages(serving(database_url, judge, tmp_path, plan), tmp_path) as server:
        yield server


@dataclass
class Screens:
    student: Page
    console: Page
    projector: Page


@pytest.fixture
async def screens(browser: Browser, served: Served, room: LiveRoom) -> Screens:
    """All three show an open question, and have lost their lines."""
    phone = await browser.new_context(reduced_motion="reduce", bypass_csp=True)
    laptop = await browser.new_context(reduced_motion="reduce", bypass_csp=True)
    name, _, value = (await served.cookie()).partition("=")
    await laptop.add_cookies([{"name": name, "value": value, "url": served.url}])
    code = room.host.room.code
    found = Screens(await joined(phone, served, room), await laptop.new_page(), await laptop.new_page())
    cables = [Cable(), Cable(), Cable()]
    for page, cable in zip((found.student, found.console, found.projector), cables, strict=True):
        await cable.under(page)
    await found.student.reload()
    await found.console.goto(f"{served.url}/console#{code}")
    await found.projector.goto(f"{served.url}/projector/{code}")
    await expect(found.console.get_by_test_id("main-move")).to_be_enabled()
    await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
    await expect(found.projector.locator(".option")).to_have_count(5)
    await expect(found.console.locator(".option")).to_have_count(5)
    await found.student.get_by_test_id("option-2").click()
    for cable in cables:
        cable.pulled = True
        await cable.notice()
    await expect(found.projector.locator(".offline")).to_be_visible()
    await expect(found.console.locator(".bands p")).to_be_visible()
    await found.student.get_by_test_id("send-answer").click()
    return found


async def _says_so(page: Page, notice: str, text: str) -> None:
    """Wherever the page has been scrolled to."""
    for go in ("() => window.scrollTo(0, 0)", TO_THE_END):
        await page.evaluate(go)
        await expect(page.locator(notice)).to_be_in_viewport(ratio=1)
    await expect(page.locator(notice)).to_contain_text(text)


async def _leaves_the_question_free(projector: Page) -> None:
    notice, question = projector.locator(".offline"), projector.locator(".ask")
    above, below = await notice.bounding_box(), await question.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    assert await notice.evaluate(FONT_PIXELS) >= READABLE_PIXELS


@pytest.mark.parametrize("theme", THEMES)
async def test_that_a_screen_is_offline_is_seen_on_all_three(screens: Screens, theme: str, pictures: Path):
    for page in (screens.student, screens.console, screens.projector):
        await page.emulate_media(color_scheme=theme)
    for name, size in SIZES.items():
        for page in (screens.student, screens.console, screens.projector):
            await page.set_viewport_size(size)
        await _says_so(screens.student, ".strip .connection", "Not saved yet, trying again")
        await screens.student.screenshot(path=pictures / f"student-offline-{name}-{theme}.png")
        await _says_so(screens.console, ".bands p", "Offline. The class goes on without this console")
        await screens.console.screenshot(path=pictures / f"console-offline-{name}-{theme}.png")
        await _says_so(screens.projector, ".offline", "Offline. Trying again.")
        await _leaves_the_question_free(screens.projector)
        await screens.projector.screenshot(path=pictures / f"projector-offline-{name}-{theme}.png")

    for page in (screens.student, screens.console, screens.projector):
        assert await serious(page) == []
