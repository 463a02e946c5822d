"""Looking at a page as it is: pictures at every size and theme, what axe finds, and what does not fit."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from playwright.async_api import Page, TimeoutError

from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Screen

AXE = Path(__file__).parent.parent.parent / "client" / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"phone": PHONE, "laptop": LAPTOP, "beamer": BEAMER}
SMALL_BEAMER = {"width": 1280, "height": 720}
THEMES = ("light", "dark")
PICTURE_MS = 15_000
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERIOUS = ("serious", "critical")

RUN_AXE = """async (standards) => {
    const found = await axe.run(document, { runOnly: { type: "tag", values: standards } });
    return found.violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((n) => n.html) }));
}"""
SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"""
# Pixels by which the page is larger than its window.
OVERHANG = """() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { right: scrollWidth - innerWidth, below: scrollHeight - innerHeight };
}"""
# Texts of the scene that are set smaller than `prose`, or, in monospace, than `code` pixels.
SMALL_TEXTS = """({ prose, code }) => {
    const found = [];
    const scene = document.querySelector(".scene") ?? document.body;
    const walker = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
        if (element.closest(".only-heard, svg, .preview")) continue;
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        const least = /mono/i.test(style.fontFamily) ? code : prose;
        if (size < least - 0.5) found.push(`${Math.round(size)}px: ${node.data.trim().slice(0, 60)}`);
    }
    return found;
}"""


@cache
def axe_source() -> str:
    return AXE.read_text("utf-8")


async def axe_finds(screen: Screen) -> list[str]:
    """What breaks WCAG 2.2 AA on the page as it stands, of serious or critical impact."""
    if not await screen.page.evaluate("() => 'axe' in window"):
        await screen.page.evaluate(axe_source())
    found = await screen.page.evaluate(RUN_AXE, STANDARDS)
    return [f"{one['id']}: {where}" for one in found if one["impact"] in SERIOUS for where in one["where"]]


async def small_texts(screen: Screen, *, prose: float, code: float) -> list[str]:
    found: list[str] = await screen.page.evaluate(SMALL_TEXTS, {"prose": prose, "code": code})
    return found


async def overhang(screen: Screen) -> dict[str, int]:
    found: dict[str, int] = await screen.page.evaluate(OVERHANG)
    return found


async def in_theme(screen: Screen, theme: str) -> None:
    await screen.page.emulate_media(color_scheme=theme, reduced_motion="reduce")


async def at_size(screen: Screen, size: dict[str, int]) -> None:
    """Resized, laid out and painted."""
    await screen.page.set_viewport_size(size)
    await screen.page.evaluate(SETTLED)


def every_view() -> Iterator[tuple[str, dict[str, int], str]]:
    """Each size and theme, by name."""
    for name, size in SIZES.items():
        for theme in THEMES:
            yield f"{name}-{theme}", size, theme


async def photograph(screen: Screen, folder: Path, name: str) -> None:
    """One picture for each size and theme; the page is left at the size and in the theme it had."""
    before = screen.page.viewport_size
    for view, size, theme in every_view():
        await in_theme(screen, theme)
        await at_size(screen, size)
        await _take(screen.page, folder / f"{name}-{view}.jpg")
    await in_theme(screen, "light")
    await at_size(screen, before)


async def _take(page: Page, path: Path) -> None:
    """Of a painted page; yet one picture in thousands never comes from the browser.  The next one does."""
    for tries_left in reversed(range(3)):
        try:
            await page.screenshot(path=path, type="jpeg", quality=80, timeout=PICTURE_MS)
            return
        except TimeoutError:
            if not tries_left:
                raise
            await page.bring_to_front()
