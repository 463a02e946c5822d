"""A seal is this server's, belongs to its words, and outlives the server."""

import hmac
from pathlib import Path

import pytest

from server.web import sealed


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_key", sealed._key)


def test_a_seal_belongs_to_its_words():
    found = sealed.seal("summary", "CDFGHJ", "a1")

    assert len(found) == 43
    assert sealed.is_sealed(found, "summary", "CDFGHJ", "a1")
    for words in (("glossary", "CDFGHJ", "a1"), ("summary", "CDFGHK", "a1"), ("summary", "CDFGHJ", "a2")):
        assert not sealed.is_sealed(found, *words)
    assert not sealed.is_sealed("\ud800é", "summary")


def test_it_is_compared_in_a_time_that_tells_nothing(monkeypatch: pytest.MonkeyPatch):
    """A11."""
    compared = []
    monkeypatch.setattr(hmac, "compare_digest", lambda one, other: compared.append((one, other)) or True)

    assert sealed.is_sealed("wrong", "summary")
    assert compared == [(b"wrong", sealed.seal("summary").encode())]


def test_the_key_outlives_the_server_and_is_nobody_elses_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "new" / "data"
    sealed.keep(folder)
    found = sealed.seal("projector", "CDFGHJ")
    monkeypatch.setattr(sealed, "_key", b"another run")
    sealed.keep(folder)

    assert sealed.seal("projector", "CDFGHJ") == found
    assert (folder / sealed.FILE).stat().st_mode & 0o777 == 0o600


def test_a_damaged_key_is_said_and_not_used(tmp_path: Path):
    (tmp_path / sealed.FILE).write_bytes(b"short")

    with pytest.raises(OSError, match="Remove it"):
        sealed.keep(tmp_path)
