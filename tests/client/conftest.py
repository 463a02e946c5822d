"""A real browser, and a real server that serves the built pages; the judge is the test's own hand."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright

from server.live.hall import LiveRoom
from tests.browser import FLAGS
from tests.client.phones import PHONE, with_pages
from tests.fakes import JudgeByHand
from tests.serving import Served, serving


@pytest.fixture
def database_url(swept_database_url: str) -> str:
    return swept_database_url


@pytest.fixture
def judge() -> JudgeByHand:
    return JudgeByHand()


@pytest.fixture
async def served(database_url: str, judge: JudgeByHand, tmp_path: Path) -> AsyncIterator[Served]:
    async with with_pages(serving(database_url, judge, tmp_path), tmp_path) as server:
        yield server


@pytest.fixture
async def room(served: Served) -> LiveRoom:
    return await served.room()


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
async def phone(browser: Browser) -> BrowserContext:
    return await browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, reduced_motion="reduce")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: `THREADRACE_PICTURES` if it is set, else a folder that is thrown away."""
    folder = Path(os.environ.get("THREADRACE_PICTURES") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
