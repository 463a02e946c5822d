"""The line of a page, as a test holds it in its hand."""

from playwright.async_api import Page, WebSocketRoute


class Cable:
    """Dead: nothing comes through, and neither side notices.  Pulled: no new line can be opened."""

    def __init__(self) -> None:
        self.dead = False
        self.pulled = False
        self._lines: list[WebSocketRoute] = []

    async def under(self, page: Page) -> None:
        """For the lines that this page opens from now on."""
        await page.route_web_socket("**/ws/*", self._carry)

    async def _carry(self, line: WebSocketRoute) -> None:
        if self.pulled:
            await line.close()
            return
        self._lines.append(line)
        server = line.connect_to_server()
        line.on_message(lambda said: None if self.dead else server.send(said))
        server.on_message(lambda said: None if self.dead else line.send(said))
        server.on_close(lambda code, reason: None if self.dead else line.close(code=code, reason=reason))

    async def notice(self) -> None:
        """The page sees that its line is gone; unless the cable is pulled, the next one will do."""
        self.dead = False
        await self._lines[-1].close()
