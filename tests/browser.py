"""Finds a real Chromium for the tests, and installs one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


class NoBrowser(Exception):
    """None was found and none could be installed; the text says what to do."""


def find_or_install_chromium() -> str:
    """`THREADRACE_CHROMIUM`, else one on the PATH, else Playwright's; installed now where all are missing."""
    _lend_playwright_a_node()
    if found := _find():
        return found
    _install()
    if found := _find():
        return found
    raise NoBrowser(
        "The tests drive a real browser, and this machine has none that they could find or install.  "
        "Install Chromium or Chrome, or say where it is: THREADRACE_CHROMIUM=/path/to/chromium make test"
    )


def _lend_playwright_a_node() -> None:
    """Playwright's own Node needs a library (libatomic) that small systems lack; the one that we built the
    client with is known to run."""
    own = Path(playwright.__file__).parent / "driver" / "node"
    if subprocess.run([own, "--version"], capture_output=True).returncode == 0:
        return
    ours = Path(sys.prefix) / "node" / "bin" / "node"
    if node := str(ours) if ours.exists() else shutil.which("node"):
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)


def _find() -> str | None:
    if named := os.environ.get("THREADRACE_CHROMIUM"):
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or (str(MAC) if MAC.exists() else None) or _playwrights_own()


def _playwrights_own() -> str | None:
    """Asked in a process of its own: Playwright's blocking half may not run beside an event loop."""
    answer = subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def _install() -> None:
    """With apt where we may, else Playwright's own download."""
    print("Browser   none found; installing Chromium for the tests", file=sys.stderr)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, stdin=subprocess.DEVNULL)
        subprocess.run(
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"],
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    if _find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdin=subprocess.DEVNULL)
