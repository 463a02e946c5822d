"""One student with two tabs, in a real browser: the newest page has the seat, whichever comes back last."""

import pytest
from playwright.async_api import BrowserContext, expect

from server.live.hall import LiveRoom
from tests.client.lines import Cable
from tests.client.phones import joined
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
