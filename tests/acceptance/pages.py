"""The three screens as people use them."""

from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1366, "height": 768}
BEAMER = {"width": 1920, "height": 1080}


class Screen:
    """One browser window of its own, which must never report an error."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context = context
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("console", self._on_console)

    @classmethod
    async def open(cls, browser: Browser, size: dict[str, int], url: str) -> "Screen":
        context = await browser.new_context(viewport=size, reduced_motion="reduce", accept_downloads=True)
        screen = cls(context, await context.new_page())
        await screen.page.goto(url)
        return screen

    def _on_console(self, message: object) -> None:
        """A page that loses its server may say so; anything else is a mistake of ours."""
        kind, text = message.type, message.text
        if kind in ("error", "warning") and "WebSocket" not in text and "ERR_CONNECTION" not in text:
            self.complaints.append(f"{self.page.url} {kind}: {text} ({message.location})")

    def find(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    async def picture(self, folder: Path, name: str) -> None:
        await self.page.screenshot(path=folder / f"{name}.png")


class Console(Screen):
    async def press_main(self, request: str) -> None:
        """Press the big button once it offers this, and wait until it has been carried out."""
        button = self.page.locator(f'[data-testid="main-move"][data-request="{request}"]')
        await button.click()

    async def press(self, testid: str) -> None:
        await self.find(testid).first.click()

    async def show_step(self, step: int) -> None:
        await self.find(f"step-{step}").click()

    async def make_room(self, series: str) -> str:
        """Open one more room for the first lesson; the result is its code."""
        before = await self.find("room-code").inner_text()
        await (
            self.page.get_by_role("link", name="Rooms")
            .or_(self.page.get_by_role("button", name="Rooms"))
            .click()
        )
        await self.page.locator("input[name=series]").fill(series)
        await self.find("open-room").click()
        await expect(self.find("room-code")).not_to_contain_text(before)
        return (await self.find("room-code").inner_text()).strip()

    async def rename(self, number: int, name: str) -> None:
        await self.find(f"player-{number}").click()
        await self.find(f"name-{number}").fill(name)
        await self.find(f"rename-{number}").click()

    async def download_results(self) -> str:
        async with self.page.expect_download() as download:
            await self.find("results-csv").click()
        path = await (await download.value).path()
        return path.read_text("utf-8-sig")


class Projector(Screen):
    async def shows(self, text: str) -> None:
        await expect(self.page.locator("body")).to_contain_text(text)


class Student(Screen):
    async def join(self, name: str) -> None:
        await self.find("nickname").fill(name)
        await self.find("join").click()
        await expect(self.find("lobby")).to_be_visible()

    async def pick(self, *options: int) -> None:
        for option in options:
            await self.find(f"option-{option}").click()
        await self.send()

    async def type_answer(self, text: str) -> None:
        await self.find("answer-text").fill(text)
        await self.send()

    async def order(self, wanted: list[str]) -> None:
        """Move items up, one step at a time, until they stand as wanted."""
        items = self.page.locator("[data-testid^=item-]")
        for place, text in enumerate(wanted):
            item = items.filter(has_text=text)
            while await self._place_of(items, text) > place:
                await item.locator("[data-testid^=up-]").click()
        await self.send()

    @staticmethod
    async def _place_of(items: Locator, text: str) -> int:
        return next(i for i, found in enumerate(await items.all_inner_texts()) if text in found)

    async def match(self, shift: int) -> None:
        """Put the options to the items in turn, from one of them on; the page goes on by itself."""
        options = await self.page.locator("[data-testid^=match-]").count()
        items = await self.page.locator("[data-testid^=item-]").count()
        for item in range(items):
            await self.find(f"match-{(item + shift) % options}").click()
        await self.send()

    async def send(self) -> None:
        """Send the answer; it is saved, or, if it was the last one, the question is closed by it."""
        await self.find("send-answer").click()
        await expect(self.find("saved").or_(self.page.locator(".question .notice"))).to_be_visible()

    async def write(self, source: str) -> None:
        """Clear the editor and put this in it, as by pasting."""
        await self.find("editor").locator(".cm-content").click()
        await self.page.keyboard.press("ControlOrMeta+A")
        await self.page.keyboard.press("Backspace")
        await self.page.keyboard.insert_text(source)

    async def submit(self) -> None:
        await self.find("submit-code").click()
