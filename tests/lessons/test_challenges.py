"""Every challenge proves itself: each of its submissions gets the verdict of its folder."""

from pathlib import Path

import pytest

from server.judge.challenge import BUILT_IN_CHALLENGES
from tests.judge.judging import built_in, judge

CHALLENGES = sorted(p.parent.name for p in BUILT_IN_CHALLENGES.glob("*/challenge.toml"))
SUBMISSIONS = sorted(BUILT_IN_CHALLENGES.glob("*/submissions/*/*.py"))


def name_of(path: Path) -> str:
    return "/".join(path.relative_to(BUILT_IN_CHALLENGES).with_suffix("").parts)


@pytest.mark.parametrize("path", SUBMISSIONS, ids=name_of)
def test_a_submission_gets_the_verdict_of_its_folder(path: Path):
    report = judge(path.parents[2].name, path)

    assert report.verdict == path.parent.name, report.model_dump_json(indent=1)


@pytest.mark.parametrize("slug", CHALLENGES)
def test_the_starter_shows_the_bug_and_its_witness_replays(slug: str):
    challenge = built_in(slug)
    report = judge(slug, challenge.starter)
    assert not report.accepted
    assert report.witness is not None

    again = judge(slug, challenge.starter, schedule=report.witness.schedule)

    assert (again.verdict, again.witness) == (report.verdict, report.witness)


@pytest.mark.parametrize("slug", CHALLENGES)
def test_the_reference_is_never_shown_to_be_thread_safe(slug: str):
    assert "Lock" not in built_in(slug).reference


@pytest.mark.parametrize("slug", CHALLENGES)
def test_there_are_three_hints(slug: str):
    assert len(built_in(slug).hints) == 3
