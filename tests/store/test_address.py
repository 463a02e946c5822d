"""The note of where Postgres answers is for this user's eyes, and gone when the server is."""

import stat
from pathlib import Path

from server.store.address import FILE, erase, note, noted


def test_what_was_noted_is_read_until_it_is_erased(tmp_path: Path):
    assert noted(tmp_path) is None

    note(tmp_path, "postgresql://here")
    note(tmp_path, "postgresql://there")
    assert noted(tmp_path) == "postgresql://there"

    erase(tmp_path)
    erase(tmp_path)
    assert noted(tmp_path) is None


def test_nobody_else_can_read_it(tmp_path: Path):
    note(tmp_path, "postgresql://here")

    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
