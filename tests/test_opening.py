"""The console opens by itself, and its key is shown to nobody else on the machine."""

import asyncio
import os
import re
import signal
import stat
import sys
from pathlib import Path

import aiohttp
import psutil
import pytest

from server import opening
from tests.acceptance.serving import READY, START_SECONDS_MAX

RECORDER = """#!/bin/sh
printf '%s\\n' "$@" > "{record}"
"""


def test_the_file_leads_on_and_is_its_owners(tmp_path: Path):
    (tmp_path / "elsewhere").write_text("kept")
    (tmp_path / opening.FILE).symlink_to(tmp_path / "elsewhere")
    path = opening.write(tmp_path, "http://127.0.0.1:8000/console?key=a&b")

    assert 'url=http://127.0.0.1:8000/console?key=a&amp;b"' in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and not path.is_symlink()
    assert (tmp_path / "elsewhere").read_text() == "kept"
    opening.forget(tmp_path)
    opening.forget(tmp_path)
    assert not path.exists()


@pytest.mark.parametrize("opens", [True, False])
async def test_no_process_is_started_with_the_key(tmp_path: Path, opens: bool):
    """A04: neither the browser's command line nor ours holds it, and the file is gone when it is spent."""
    record, browser, data = tmp_path / "record", tmp_path / "browser", tmp_path / "data"
    browser.write_text(RECORDER.format(record=record))
    browser.chmod(0o700)
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server", "--host", "127.0.0.1", "--port", "0", "--data-dir", str(data)),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "BROWSER": f"{browser} %s", "DISPLAY": ":0", "PYTHONUNBUFFERED": "1"},
    )
    try:
        printed = await _printed(server)
        url, key = re.search(r"You\s+(http\S+\?key=(\S+))", printed).groups()
        async with asyncio.timeout(10):
            while not record.exists() or not record.read_text():  # noqa: ASYNC110 - processes send no events
                await asyncio.sleep(0.05)
        page = data / opening.FILE

        assert record.read_text().strip() == page.as_uri() and key in page.read_text()
        assert not [
            process for process in psutil.process_iter(["cmdline"]) if key in str(process.info["cmdline"])
        ]
        if opens:
            async with (
                aiohttp.ClientSession() as session,
                session.get(url, allow_redirects=False) as response,
            ):
                assert response.status == 302
            assert not page.exists()
    finally:
        server.send_signal(signal.SIGINT)
        await server.communicate()

    assert server.returncode == 0 and not page.exists()


async def _printed(server: asyncio.subprocess.Process) -> str:
    assert server.stdout is not None
    printed = ""
    async with asyncio.timeout(START_SECONDS_MAX):
        while READY not in printed:
            printed += (await server.stdout.readline()).decode()
    return printed
