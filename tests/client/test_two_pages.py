"""One student with two pages, in a browser: the newest leads, and what was written on either is kept."""

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from server.live.hall import LiveRoom
from server.room.commands import OpenRace, ShowStep
from server.room.outside import DraftKey
from tests.client.lines import Cable
from tests.client.phones import PHONE, joined, stage, type_anew
from tests.room.stories import RACE_STEP
from tests.serving import Served

pytestmark = pytest.mark.acceptance


async def test_an_old_tab_that_comes_back_leaves_the_new_one_alone_and_can_take_over(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    old = await joined(phone, served, room)
    cable = Cable()
    await cable.under(old)
    await old.reload()
    await expect(old.get_by_test_id("lobby")).to_be_visible()
    cable.dead = True
    new = await phone.new_page()
    await new.goto(old.url)
    await expect(new.get_by_test_id("lobby")).to_be_visible()
    await cable.notice()

    await expect(old.get_by_test_id("away")).to_contain_text("You have opened this room on another page")
    await expect(new.get_by_test_id("lobby")).to_be_visible()
    await expect(new.get_by_test_id("connection")).to_have_attribute("data-state", "connected")

    await old.get_by_text("Use it here instead").click()
    await expect(old.get_by_test_id("lobby")).to_be_visible()
    await expect(new.get_by_test_id("away")).to_be_visible()


async def test_what_was_written_offline_on_one_device_does_not_overwrite_what_was_saved_later_on_another(
    browser: Browser, phone: BrowserContext, served: Served, room: LiveRoom
):
    page, cable = await joined(phone, served, room), Cable()
    await cable.under(page)
    await page.reload()
    await stage(room, ShowStep(RACE_STEP), OpenRace(RACE_STEP))
    await type_anew(page, "# begun on the phone")
    await expect(page.get_by_test_id("draft")).to_have_text("Saved")
    elsewhere = await browser.new_context(viewport=PHONE, storage_state=await phone.storage_state())
    cable.pulled = True
    await cable.notice()
    await type_anew(page, "# on the train")
    await expect(page.locator(".strip .connection")).to_contain_text("Not saved yet")
    laptop = await elsewhere.new_page()
    await laptop.goto(page.url)
    await type_anew(laptop, "# at home")
    await expect(laptop.get_by_test_id("draft")).to_have_text("Saved")

    cable.pulled = False
    for _ in range(2):
        await page.reload()
        await expect(page.locator(".cm-content")).to_have_text("# at home")
    assert saved_in(room) == "# at home"
    await page.get_by_test_id("swap").click()
    await expect(page.locator(".cm-content")).to_have_text("# on the train")
    await expect(page.get_by_test_id("draft")).to_have_text("Saved")
    assert saved_in(room) == "# on the train"
    await page.reload()
    await page.get_by_test_id("swap").click()
    await expect(page.locator(".cm-content")).to_have_text("# at home")
    await page.get_by_test_id("keep-this").click()
    await expect(page.get_by_test_id("swap")).to_have_count(0)


def saved_in(room: LiveRoom) -> str | None:
    """The only student's code."""
    (player,) = room.host.room.players
    return room.drafts.get(DraftKey(RACE_STEP, player, 0, "code"))
