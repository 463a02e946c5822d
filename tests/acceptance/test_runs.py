"""Runs in real pages: a tour together and at one's own pace, a witness on the phone, a replay for all."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.acceptance.looking import THEMES, axe_finds, in_theme, overhang, small_texts
from tests.acceptance.pages import BEAMER, LAPTOP, PHONE, Console, Projector, Screen, Student
from tests.acceptance.serving import ServerProcess

pytestmark = pytest.mark.acceptance

BUILT_IN = Path(__file__).parent.parent.parent / "server" / "lessons" / "threads-and-thread-safety"
LOSES = (BUILT_IN / "challenges" / "counter" / "submissions" / "lost_update" / "no_lock.py").read_text(
    "utf-8"
)
LESSON = """
title = "Two steps"

[[step]]
kind = "tour"
file = "tours/02-lost-update.toml"

[[step]]
kind = "race"
challenge = "counter"
"""
JUDGED_MS = 60_000


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ServerProcess]:
    folder = tmp_path / "two-steps"
    shutil.copytree(BUILT_IN / "tours", folder / "tours")
    shutil.copytree(BUILT_IN / "challenges" / "counter", folder / "challenges" / "counter")
    (folder / "lesson.toml").write_text(LESSON, "utf-8")
    process = ServerProcess(tmp_path / "data", folder)
    yield process
    await process.stop()


async def stands_at(screen: Screen, at: int) -> None:
    await expect(screen.find("run")).to_have_attribute("data-at", str(at))


async def looks_well(*screens: Screen) -> None:
    """Nothing that axe finds, in either theme, and nothing sticks out."""
    for screen in screens:
        for theme in THEMES:
            await in_theme(screen, theme)
            assert await axe_finds(screen) == []
        assert (await overhang(screen))["right"] <= 0


@pytest.mark.soak
async def test_a_class_walks_through_a_tour_and_each_student_at_their_own_pace(
    browser: Browser, server: ServerProcess, pictures: Path
):
    links = await server.start()
    console = await Console.open(browser, LAPTOP, links.console)
    projector = await Projector.open(browser, BEAMER, links.projector)
    follower, walker = [await Student.open(browser, PHONE, links.students) for _ in range(2)]
    await follower.join("Ada")
    await walker.join("Bo")
    await console.press_main("show_step")
    await stands_at(walker, 0)

    for at in range(1, 7):
        await console.press_main("move_run")
        for screen in (projector, follower, walker):
            await stands_at(screen, at)
    await expect(projector.page.locator(".stale")).to_contain_text("out of date")
    await looks_well(projector, follower)
    assert await small_texts(projector, prose=32, code=28) == []

    await walker.find("player").press("End")
    await stands_at(walker, 9)
    await stands_at(projector, 6)
    await console.page.keyboard.press("PageUp")
    await stands_at(projector, 5)
    await stands_at(follower, 5)
    await stands_at(walker, 9)
    await walker.find("player-follow").click()
    await stands_at(walker, 5)

    await projector.page.reload()
    await stands_at(projector, 5)
    for at in (6, 7, 8):
        await console.press_main("move_run")
        await stands_at(projector, at)
    await console.press("play-run")
    await stands_at(projector, 9)
    await expect(follower.page.locator(".lost")).to_have_text("+1 of B lost")
    await projector.picture(pictures, "projector-tour")
    assert [screen.complaints for screen in (console, projector, follower, walker)] == [[], [], [], []]


async def test_a_failed_submission_is_replayed_on_the_phone_and_on_the_projector(
    browser: Browser, server: ServerProcess, pictures: Path
):
    links = await server.start()
    console = await Console.open(browser, LAPTOP, links.console)
    projector = await Projector.open(browser, BEAMER, links.projector)
    student = await Student.open(browser, PHONE, links.students)
    await student.join("Ada")
    await console.show_step(1)
    await console.press_main("open_race")
    await student.write(LOSES)
    await student.submit()
    await expect(student.find("witness")).to_be_visible(timeout=JUDGED_MS)

    await student.find("player-turning").click()
    await expect(student.page.locator(".goes-wrong")).to_contain_text("A writes over what B has written")
    await expect(student.page.locator(".source .now")).to_contain_text("self.value += 1")
    await student.find("player-back").click()
    await expect(student.page.locator(".stale")).to_be_visible()
    await looks_well(student)
    await student.find("witness").scroll_into_view_if_needed()
    await student.picture(pictures, "student-witness")

    await console.press("replay-1-1")
    await expect(projector.page.locator(".run-on-stage")).to_contain_text("Lost update")
    await expect(projector.page.locator(".source")).not_to_contain_text("class Counter")
    await stands_at(projector, 1)  # it plays by itself
    await expect(projector.page.locator(".run-on-stage")).not_to_contain_text("Ada")
    await expect(student.find("editor")).to_be_visible()

    await student.find("name-replay").check()
    await expect(projector.page.locator(".run-on-stage")).to_contain_text("Ada")
    await projector.page.reload()
    await expect(projector.page.locator(".run-on-stage")).to_contain_text("Ada")
    await expect(projector.find("run")).not_to_have_attribute("data-at", "0")
    assert await small_texts(projector, prose=32, code=28) == []

    await console.press("replay-1-1")
    await expect(projector.find("run")).to_be_hidden()
    await expect(projector.page.locator(".lanes")).to_be_visible()
    assert [screen.complaints for screen in (console, projector, student)] == [[], [], []]
