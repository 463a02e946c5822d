"""The student's page as it was built, in a real browser, on a real server: what only a browser can show."""

import asyncio
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

from server.live.hall import LiveRoom
from server.room.commands import CloseQuestion, OpenQuestion, OpenRace, RevealAnswer, ShowStep
from server.room.outside import JudgeUnavailable
from tests.client.phones import PHONE, joined, stage, type_anew, with_pages
from tests.fakes import JudgeByHand
from tests.room.stories import FIRST_QUESTION, LOST, RACE_STEP
from tests.serving import Served, serving

pytestmark = pytest.mark.acceptance

FIRST_LOAD_BYTES_MAX = 100_000
SAVED = ".saved, .question .notice"  # the last answer closes the question
FORGET_DRAFTS = """
for (const name of Object.keys(localStorage)) if (name.includes("draft")) localStorage.removeItem(name);
"""


async def in_race(phone: BrowserContext, served: Served, room: LiveRoom) -> Page:
    page = await joined(phone, served, room)
    await stage(room, ShowStep(RACE_STEP), OpenRace(RACE_STEP))
    await expect(page.locator(".cm-content")).to_be_visible()
    return page


async def text_of(page: Page) -> str:
    return "\n".join(await page.locator(".cm-line").all_inner_texts()).replace("\n\n", "\n")


async def test_nothing_that_comes_while_one_types_changes_the_text(
    phone: BrowserContext, served: Served, room: LiveRoom, judge: JudgeByHand
):
    page = await in_race(phone, served, room)
    slow = await phone.new_cdp_session(page)
    await slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    await page.get_by_test_id("submit-code").click()
    job = await judge.jobs.get()
    words = " ".join(f"word{number}" for number in range(12))

    typing = asyncio.create_task(type_anew(page, f"# {words}"))
    job.verdict.set_result(LOST)
    async with asyncio.timeout(30):
        await typing

    await expect(page.get_by_test_id("verdict")).to_have_attribute("data-verdict", "lost_update")
    assert await text_of(page) == f"# {words}"


async def test_a_student_sees_their_place_in_line_and_that_the_judge_restarts(
    phone: BrowserContext, served: Served, room: LiveRoom, judge: JudgeByHand
):
    page = await in_race(phone, served, room)
    outcome = page.get_by_test_id("verdict")
    await page.get_by_test_id("submit-code").click()
    job = await judge.jobs.get()

    job.on_place(3)
    await expect(outcome).to_contain_text("Third in line")
    job.verdict.set_exception(JudgeUnavailable("it died"))
    await expect(outcome).to_contain_text("The judge is restarting")
    job = await judge.jobs.get()
    job.on_place(0)
    await expect(outcome).to_contain_text("Your threads are running")
    job.verdict.set_result(LOST)
    await expect(outcome).to_have_attribute("data-verdict", "lost_update")


async def test_an_answer_given_while_the_server_is_down_is_saved_when_it_is_back(
    phone: BrowserContext, database_url: str, judge: JudgeByHand, tmp_path: Path
):
    async with with_pages(serving(database_url, judge, tmp_path), tmp_path) as served:
        room = await served.room()
        page = await joined(phone, served, room)
        await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
        await page.get_by_test_id("option-2").click()
    await expect(page.get_by_test_id("connection")).to_have_attribute("data-state", "offline")
    await page.get_by_test_id("send-answer").click()
    await expect(page.get_by_test_id("send-answer")).to_have_text("Not saved yet, trying again")

    async with with_pages(serving(database_url, judge, tmp_path, port=served.port), tmp_path) as again:
        await expect(page.locator(SAVED)).to_be_visible(timeout=20_000)

        (back,) = again.hall.rooms()
        assert len(back.host.room.question_round(FIRST_QUESTION).answers) == 1


async def test_a_choice_that_was_not_sent_yet_outlives_a_reload(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    """A phone throws a page away as soon as its owner looks at something else."""
    page = await joined(phone, served, room)
    await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
    await page.get_by_test_id("option-2").click()
    await page.reload()

    await expect(page.get_by_test_id("option-2").locator("input")).to_be_checked()
    await page.get_by_test_id("send-answer").click()
    await expect(page.locator(SAVED)).to_be_visible()


async def test_who_came_too_late_for_a_question_is_told_that_it_does_not_count_for_them(
    browser: Browser, phone: BrowserContext, served: Served, room: LiveRoom
):
    ada = await joined(phone, served, room)
    await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
    other = await browser.new_context(viewport=PHONE, reduced_motion="reduce")
    bob = await other.new_page()
    await bob.goto(ada.url)
    await bob.get_by_test_id("nickname").fill("Bob")
    await bob.get_by_test_id("join").click()
    await expect(bob.get_by_test_id("option-2")).to_be_visible()
    await stage(room, CloseQuestion(FIRST_QUESTION), RevealAnswer(FIRST_QUESTION))

    late = "You came after this question had begun, so it does not count for you."
    await expect(bob.get_by_test_id("result")).to_contain_text(late)
    await expect(ada.get_by_test_id("result")).to_be_visible()
    await expect(ada.get_by_test_id("result")).not_to_contain_text(late)


async def test_code_outlives_a_reload_and_comes_along_to_another_device(
    phone: BrowserContext, browser: Browser, served: Served, room: LiveRoom
):
    page = await in_race(phone, served, room)
    await type_anew(page, "# not yet saved")
    await page.reload()
    await expect(page.locator(".cm-content")).to_contain_text("# not yet saved")
    await expect(page.get_by_test_id("draft")).to_have_text("Saved")

    other = await browser.new_context(storage_state=await phone.storage_state())
    laptop = await other.new_page()
    await laptop.goto(page.url)
    await laptop.evaluate(FORGET_DRAFTS)
    await laptop.reload()

    await expect(laptop.locator(".cm-content")).to_contain_text("# not yet saved")
    await expect(page.get_by_test_id("away")).to_be_visible()


async def test_an_editor_that_cannot_be_loaded_comes_when_the_network_is_back(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    page = await joined(phone, served, room)
    await page.route("**/assets/*.js", lambda route: route.abort())
    await stage(room, ShowStep(RACE_STEP), OpenRace(RACE_STEP))
    await expect(page.get_by_text("The editor could not be loaded yet. Trying again.")).to_be_visible()
    await page.unroute("**/assets/*.js")

    await expect(page.locator(".cm-content")).to_be_visible(timeout=15_000)


async def test_tab_indents_undo_undoes_and_starting_over_asks_first(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    page = await in_race(phone, served, room)
    starter = await text_of(page)
    await page.locator(".cm-content").focus()
    await page.keyboard.press("Tab")
    assert await text_of(page) == f"    {starter}"
    await page.keyboard.press("ControlOrMeta+z")
    assert await text_of(page) == starter

    await type_anew(page, "x = 1")
    await page.get_by_text("Start over").click()
    assert await text_of(page) == "x = 1"
    await page.get_by_test_id("reset").click()
    await expect(page.locator(".cm-content")).to_contain_text("def f")
    assert await text_of(page) == starter


async def test_the_first_load_is_light_and_the_editor_comes_with_the_race(
    phone: BrowserContext, served: Served, room: LiveRoom
):
    page = await phone.new_page()
    network = await phone.new_cdp_session(page)
    loaded: list[float] = []
    network.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    await network.send("Network.enable")
    await page.goto(f"{served.url}/{room.host.room.code}", wait_until="networkidle")
    first = sum(loaded)
    await page.get_by_test_id("nickname").fill("Ada")
    await page.get_by_test_id("join").click()
    await stage(room, ShowStep(RACE_STEP), OpenRace(RACE_STEP))
    await expect(page.locator(".cm-content")).to_be_visible()

    assert 30_000 < first < FIRST_LOAD_BYTES_MAX
    assert sum(loaded) > first + 50_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_serious(browser: Browser, served: Served, room: LiveRoom, scheme: str):
    context = await browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    page = await joined(context, served, room)
    found = await serious(page)
    await stage(room, ShowStep(FIRST_QUESTION), OpenQuestion(FIRST_QUESTION))
    await page.get_by_test_id("option-0").click()
    found += await serious(page)
    await page.get_by_test_id("send-answer").click()
    await expect(page.locator(SAVED)).to_be_visible()
    await stage(room, RevealAnswer(FIRST_QUESTION))
    await expect(page.get_by_test_id("result")).to_be_visible()
    found += await serious(page)
    await stage(room, ShowStep(RACE_STEP), OpenRace(RACE_STEP))
    await expect(page.locator(".cm-content")).to_be_visible()

    assert found + await serious(page) == []


async def serious(page: Page) -> list[str]:
    results = await Axe().run(page)
    return [
        f"{violation['id']}: {node['html']}"
        for violation in results.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
