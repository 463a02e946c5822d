"""One student with two tabs, in a real browser: the newest page has the seat, whichever comes back last."""

import pytest
from playwright.async_api import BrowserContext, Page, WebSocketRoute, expect

from server.live.hall import LiveRoom
from tests.client.phones import joined
from tests.serving import Served

pytestmark = pytest.mark.acceptance


class HalfOpen:
    """The line of a page: while it is dead, nothing that the server says comes through, not even its end."""

    def __init__(self) -> None:
        self.dead = False
        self._lines: list[WebSocketRoute] = []

    async def watch(self, page: Page) -> None:
        await page.route_web_socket("**/ws/student", self._carry)

    def _carry(self, line: WebSocketRoute) -> None:
        self._lines.append(line)
        server = line.connect_to_server()
        server.on_message(lambda message: None if self.dead else line.send(message))
        server.on_close(lambda code, reason: None if self.dead else line.close(code=code, reason=reason))

    async def notice(self) -> None:
        """The page sees at last that its line is dead, and the network is there again."""
        self.dead = False
        await self._lines[-1].close()


async def test_an_old_tab_that_comes_back_leaves_the_new_one_alone_and_can_take_over(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    old = await joined(phone, served, room)
    line = HalfOpen()
    await line.watch(old)
    await old.reload()
    await expect(old.get_by_test_id("lobby")).to_be_visible()
    line.dead = True
    new = await phone.new_page()
    await new.goto(old.url)
    await expect(new.get_by_test_id("lobby")).to_be_visible()
    await line.notice()

    await expect(old.get_by_test_id("away")).to_contain_text("You have opened this room on another page")
    await expect(new.get_by_test_id("lobby")).to_be_visible()
    await expect(new.get_by_test_id("connection")).to_have_attribute("data-state", "connected")

    await old.get_by_text("Use it here instead").click()
    await expect(old.get_by_test_id("lobby")).to_be_visible()
    await expect(new.get_by_test_id("away")).to_be_visible()
