"""The built pages on a real server, and students who open them."""

import shutil
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from playwright.async_api import BrowserContext, Page, expect

from server.live.hall import LiveRoom
from server.room.commands import Command
from tests.serving import Served

BUILT = Path(__file__).parent.parent.parent / "client" / "dist"
PHONE = {"width": 390, "height": 844}


class with_pages(AbstractAsyncContextManager[Served]):
    """A server that serves the built pages instead of the empty ones that most tests do with."""

    def __init__(self, server: AbstractAsyncContextManager[Served], client_dir: Path) -> None:
        self._server, self._client_dir = server, client_dir

    async def __aenter__(self) -> Served:
        served = await self._server.__aenter__()
        shutil.copytree(BUILT, self._client_dir, dirs_exist_ok=True)
        return served

    async def __aexit__(self, *failure: object) -> None:
        await self._server.__aexit__(*failure)


async def joined(phone: BrowserContext, served: Served, room: LiveRoom, name: str = "Ada") -> Page:
    page = await phone.new_page()
    await page.goto(f"{served.url}/{room.host.room.code}")
    await page.get_by_test_id("nickname").fill(name)
    await page.get_by_test_id("join").click()
    await expect(page.get_by_test_id("lobby")).to_be_visible()
    return page


async def stage(room: LiveRoom, *commands: Command) -> None:
    for command in commands:
        assert await room.host.ask(command) is None


async def type_anew(page: Page, text: str) -> None:
    """All of the code in the editor."""
    await page.locator(".cm-content").focus()
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type(text)
