"""A real server, a real browser, and a folder for what they looked like."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.acceptance.serving import ServerProcess
from tests.browser import FLAGS

ROOT = Path(__file__).parent.parent.parent
CHALLENGES = ROOT / "server" / "lessons" / "threads-and-thread-safety" / "challenges"


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """The short lesson beside this file, with the real challenge in it."""
    folder = tmp_path / "ten-minutes"
    shutil.copytree(Path(__file__).parent / "lesson", folder)
    shutil.copytree(CHALLENGES / "safe-transfer", folder / "challenges" / "safe-transfer")
    return folder


@pytest.fixture
async def server(tmp_path: Path, lesson: Path) -> AsyncIterator[ServerProcess]:
    process = ServerProcess(tmp_path / "data", lesson)
    yield process
    await process.stop()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: `THREADRACE_PICTURES` if it is set, else a folder that is thrown away."""
    folder = Path(os.environ.get("THREADRACE_PICTURES") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
