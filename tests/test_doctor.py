"""`threadrace doctor` looks at this machine as it is, and says what to do where something is missing."""

import pytest

from server import doctor
from server.doctor import Finding
from server.judge import selftest
from server.judge.sandbox.layers import Layer


def test_a_machine_that_can_run_these_tests_is_found_fit(capsys: pytest.CaptureFixture[str]) -> None:
    fit = doctor._pages().fine

    status = doctor.doctor()

    printed = capsys.readouterr().out
    assert status == (0 if fit else 1), printed
    assert all(word in printed for word in ("Python", "Postgres", "sandbox", "seccomp", "memory"))


def test_where_something_needed_is_missing_the_command_that_mends_it_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "_postgres", lambda: Finding("Postgres", "missing", False, "make setup"))

    assert doctor.doctor() == 1
    assert "make setup" in capsys.readouterr().out


def test_a_sandbox_that_does_not_hold_is_not_claimed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setattr(selftest, "MUST_ESCAPE_UNCONFINED", frozenset({"fly to the moon"}))

    assert doctor.doctor() == 1
    printed = capsys.readouterr().out
    assert "switched off" in printed and "cannot tell an escape" in printed


def test_there_is_advice_for_every_layer() -> None:
    assert all(doctor._advice(layer) for layer in Layer)
