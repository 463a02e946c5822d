"""A race on a phone, in a real browser and with the real judge: blocks, hints for a price, going on."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from server.catalog import load_lesson
from server.catalog.blocks import right_program
from server.catalog.challenges import BUILT_IN, read_blocks
from server.judging import RoomJudge
from server.live.hall import LiveRoom
from server.room.commands import CloseRace, OpenRace, ShowStep
from server.room.events import HintOpened
from server.room.plan import Plan, Race
from tests.client.phones import PHONE, joined, stage, with_pages
from tests.client.test_student_page import serious
from tests.room.stories import RACE_STEP
from tests.serving import LESSON, Served, serving

pytestmark = pytest.mark.acceptance
SAFE = BUILT_IN / "safe-transfer"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The short lesson, with the first race of the built-in one."""
    race = next(step for step in load_lesson(BUILT_IN.parent).steps if isinstance(step, Race))
    quick = replace(race, cooldown_seconds=0.0)
    return replace(LESSON, steps=(*LESSON.steps[:RACE_STEP], quick, *LESSON.steps[RACE_STEP + 1 :]))


@pytest.fixture
async def served(swept_database_url: str, plan: Plan, tmp_path: Path) -> AsyncIterator[Served]:
    judge = RoomJudge({plan.slug: tmp_path})
    await judge.start()
    try:
        async with with_pages(serving(swept_database_url, judge, tmp_path, plan), tmp_path) as server:
            yield server
    finally:
        await judge.stop()


@pytest.fixture(params=["light", "dark"])
async def phone(browser: Browser, request: pytest.FixtureRequest) -> BrowserContext:
    return await browser.new_context(
        viewport=PHONE,
        is_mobile=True,
        has_touch=True,
        reduced_motion="reduce",
        color_scheme=request.param,
        bypass_csp=True,
    )


async def in_race(phone: BrowserContext, served: Served, room: LiveRoom) -> Page:
    page = await joined(phone, served, room)
    await stage(room, ShowStep(RACE_STEP), OpenRace(RACE_STEP))
    await expect(page.get_by_test_id("blocks")).to_be_visible()
    return page


async def put(page: Page, code: str) -> None:
    """Tap the block with this code; it goes behind the chosen row, or to the end."""
    await page.locator(".pool button", has=page.get_by_text(code, exact=False)).first.tap()


async def place(page: Page, code: str, indent: int) -> None:
    """Tap the block in, then bring it to its indentation with the keys under the thumb."""
    await put(page, code)
    row = page.locator(".row", has=page.locator("[aria-pressed=true]"))
    for _ in range(9):
        classes = await row.get_attribute("class") or ""
        now = next(n for n in range(9) if f"in-{n}" in classes)
        if now == indent:
            return
        await page.get_by_test_id("block-in" if now < indent else "block-out").tap()


async def program(page: Page) -> list[str]:
    return await page.locator(".program .row").all_inner_texts()


async def look(page: Page, name: str) -> None:
    """A picture for whoever wants to look: `THREADRACE_PICTURES` names the folder."""
    if folder := os.environ.get("THREADRACE_PICTURES"):
        await page.locator(".course").evaluate("course => course.scrollIntoView()")
        scheme = (
            "dark" if await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
        )
        await page.screenshot(path=Path(folder) / f"{name}-{scheme}.png")


async def test_a_student_puts_the_lock_in_the_wrong_place_then_in_the_right_one(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    page = await in_race(phone, served, room)
    await look(page, "race-blocks-begin")
    for code, indent in (
        ("lock = threading.Lock()", 1), ("def transfer(amount)", 1), ("current = balance", 2),
        ("with lock:", 2), ("balance = current + amount", 3), ("threads = [", 1),
        ("thread.start()", 1), ("thread.join()", 1), ("return balance", 1),
    ):  # fmt: skip
        await place(page, code, indent)
    await look(page, "race-blocks-made")
    await page.get_by_test_id("submit-code").tap()
    await expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", "lost_update")
    await look(page, "race-blocks-lost")
    assert await serious(page) == []

    await page.locator(".row button", has_text="with lock:").tap()
    await page.get_by_test_id("block-up").tap()
    await page.locator(".row button", has_text="current = balance").tap()
    await page.get_by_test_id("block-in").tap()
    await page.get_by_test_id("submit-code").tap()
    await expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", "accepted")

    source = room.host.room.race_round(RACE_STEP).attempts[next(iter(room.host.room.players))][-1].source
    assert source == right_program(read_blocks(SAFE))
    await expect(page.get_by_test_id("go-on")).to_be_visible()
    await look(page, "race-solved")
    await page.get_by_test_id("go-on").tap()
    await expect(page.get_by_role("heading", level=1)).to_have_text("A bank that many threads use")
    await expect(page.get_by_test_id("lap-1")).to_have_attribute("aria-pressed", "true")
    await look(page, "race-bonus")
    assert await serious(page) == []


async def test_hints_say_their_price_open_one_by_one_and_stay_open(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    page = await in_race(phone, served, room)
    await expect(page.get_by_test_id("ask-hint")).to_contain_text("−150 points")
    await page.get_by_test_id("ask-hint").tap()
    await look(page, "race-hint-asked")
    await page.get_by_text("Not yet").tap()
    assert not room.host.room.race_round(RACE_STEP).hints

    await page.get_by_test_id("ask-hint").tap()
    await page.get_by_test_id("open-hint").tap()
    await expect(page.get_by_test_id("hint-0")).to_contain_text("Which two lines belong together?")
    await look(page, "race-hint-open")
    assert await serious(page) == []
    await page.reload()
    await expect(page.get_by_test_id("hint-0")).to_contain_text("Which two lines belong together?")
    await expect(page.get_by_test_id("ask-hint")).to_contain_text("Hint 2 of 3")

    journal = await served.database.journal.read(room.host.room.code)
    assert [event.price for event in journal if isinstance(event, HintOpened)] == [150]
    await stage(room, CloseRace(RACE_STEP))
    await expect(page.get_by_test_id("hint-2")).to_be_attached()


async def test_editor_and_blocks_keep_what_each_of_them_had(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    page = await in_race(phone, served, room)
    await put(page, "return balance")
    built = await program(page)
    await page.get_by_test_id("mode-code").tap()
    await expect(page.locator(".cm-content")).to_contain_text("def safe_bank_transfer")
    await page.locator(".cm-content").focus()
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type("# mine")
    await expect(page.get_by_role("toolbar")).to_be_visible()
    await look(page, "race-editor")
    await page.get_by_test_id("mode-blocks").tap()
    assert await program(page) == built

    await page.reload()
    await expect(page.get_by_test_id("blocks")).to_be_visible()
    assert await program(page) == built
    await page.get_by_test_id("mode-code").tap()
    await expect(page.locator(".cm-content")).to_have_text("# mine")


async def test_a_block_follows_the_finger_and_the_arrow_keys(
    browser: Browser, served: Served, room: LiveRoom
):
    laptop = await browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page = await joined(laptop, served, room)
    await stage(room, ShowStep(RACE_STEP), OpenRace(RACE_STEP))
    await page.get_by_test_id("mode-blocks").click()
    for code in ("return balance", "with lock:"):
        await page.locator(".pool button", has_text=code).click()
    await look(page, "race-laptop")

    grip = await page.get_by_test_id("row-2").locator(".handle").bounding_box()
    above = await page.get_by_test_id("row-1").bounding_box()
    assert grip and above
    await page.mouse.move(grip["x"] + 10, grip["y"] + grip["height"] / 2)
    await page.mouse.down()
    await page.mouse.move(grip["x"] + 55, above["y"] + 4, steps=5)
    await page.mouse.up()
    assert [text.strip() for text in await program(page)][1:] == ["with lock:", "return balance"]
    assert "in-3" in (await page.get_by_test_id("row-1").get_attribute("class") or "")

    await page.get_by_test_id("row-1").get_by_role("button").focus()
    for key in ("ArrowDown", "ArrowLeft", "ArrowLeft"):
        await page.keyboard.press(key)
    assert [text.strip() for text in await program(page)][1:] == ["return balance", "with lock:"]
    assert "in-1" in (await page.get_by_test_id("row-2").get_attribute("class") or "")
    await page.keyboard.press("Delete")
    assert len(await program(page)) == 2
