"""The console in a real browser whose line breaks: nothing stale is carried out when it comes back."""

import pytest
from playwright.async_api import Browser, Page, expect

from server.live.hall import LiveRoom
from server.room.commands import OpenQuestion, ShowStep
from tests.client.lines import Cable
from tests.client.phones import stage
from tests.room.stories import FIRST_QUESTION, RACE_STEP
from tests.serving import Served

pytestmark = pytest.mark.acceptance
LAPTOP = {"width": 1366, "height": 768}


async def laptop(browser: Browser, served: Served, room: LiveRoom, cable: Cable) -> Page:
    """The console of that room, with a cable that can be pulled."""
    context = await browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
    name, _, value = (await served.cookie()).partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": served.url}])
    page = await context.new_page()
    await page.clock.install()
    await cable.under(page)
    await page.goto(f"{served.url}/console#{room.host.room.code}")
    await expect(page.get_by_test_id("main-move")).to_be_enabled()
    return page


async def test_nothing_can_be_pressed_while_the_line_is_down_and_everything_when_it_is_back(
    browser: Browser, served: Served, room: LiveRoom
):
    cable = Cable()
    page = await laptop(browser, served, room, cable)
    await page.get_by_test_id("end-lesson").click()
    cable.pulled = True
    await cable.notice()
    await expect(page.get_by_test_id("connection")).to_have_attribute("data-state", "offline")

    await expect(page.locator("dialog")).to_contain_text("Offline: this can be pressed again")
    await expect(page.get_by_test_id("confirm")).to_be_disabled()
    await page.keyboard.press("Escape")
    for name in ("main-move", "step-1", "lock", "end-lesson"):
        await expect(page.get_by_test_id(name)).to_be_disabled()
    await page.keyboard.press("PageDown")
    cable.pulled = False

    await expect(page.get_by_test_id("connection")).to_have_attribute(
        "data-state", "connected", timeout=15_000
    )
    await expect(page.get_by_test_id("main-move")).to_be_enabled()
    assert room.host.room.step is None


async def test_a_press_that_got_lost_in_a_long_break_is_not_carried_out_later_and_that_is_said(
    browser: Browser, served: Served, room: LiveRoom
):
    cable = Cable()
    page = await laptop(browser, served, room, cable)
    cable.dead = cable.pulled = True
    await page.get_by_test_id(f"step-{RACE_STEP}").click()
    await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
    await page.clock.run_for(16_000)
    await expect(page.get_by_test_id("connection")).to_have_attribute("data-state", "offline")
    cable.dead = cable.pulled = False

    await expect(page.get_by_test_id("undone")).to_contain_text(
        f"Not done, because you were offline: Show step {RACE_STEP + 1}. Do it again if you still want it.",
        timeout=15_000,
    )
    await expect(page.get_by_test_id("main-move")).to_be_enabled()
    assert room.host.room.step == FIRST_QUESTION
    assert room.host.room.question_round(FIRST_QUESTION).state == "open"
    await page.get_by_test_id(f"step-{RACE_STEP}").click()
    await expect(page.get_by_test_id("undone")).to_have_count(0)
    assert room.host.room.step == RACE_STEP


async def test_a_press_that_got_lost_in_a_short_break_is_carried_out_unless_the_class_is_elsewhere(
    browser: Browser, served: Served, room: LiveRoom
):
    cable = Cable()
    page = await laptop(browser, served, room, cable)
    cable.dead = True
    await page.get_by_test_id("step-0").click()
    await cable.notice()
    await expect(page.get_by_test_id("step-0")).to_have_attribute("aria-current", "step", timeout=15_000)

    cable.dead = True
    await page.get_by_test_id(f"step-{RACE_STEP}").click()
    await stage(room, ShowStep(FIRST_QUESTION))
    await cable.notice()

    await expect(page.get_by_test_id("refusal")).to_contain_text(
        "The class is at another step by now", timeout=15_000
    )
    assert room.host.room.step == FIRST_QUESTION
