"""A challenge is a folder; whatever is wrong with one is said with file, place and fix."""

import shutil
from pathlib import Path

import pytest

from server.judge.challenge import BUILT_IN_CHALLENGES, ChallengeError, load_challenge, load_challenges


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUILT_IN_CHALLENGES / "bank", tmp_path / "mine"))


def test_the_five_built_in_challenges_are_there():
    assert sorted(load_challenges()) == ["account", "bank", "counter", "payday", "safe-transfer"]


def test_a_copied_folder_is_a_challenge_of_its_own(folder: Path):
    challenge = load_challenge(folder)

    assert challenge.slug == "mine"
    assert challenge.job("x = 1")["challenge"] == "mine"
    assert len(challenge.hints) == 3


def test_seconds_become_a_number_of_schedules():
    bank = load_challenge(BUILT_IN_CHALLENGES / "bank")

    short, long = bank.job("", seconds=0.1)["budget"], bank.job("", seconds=100)["budget"]

    assert short["all"] < bank.budget["all"] < long["all"]


BROKEN = {
    ("challenge.toml", "title = ", "name = "): "mine/challenge.toml: has no title",
    ("challenge.toml", 'class = "Bank"', ""): "mine/challenge.toml: does not say what students write",
    ("challenge.toml", "reads = [", "reads = [1, "): "reads should be a list of names",
    ("challenge.toml", "[entry]", "[entry"): "is not valid TOML",
    (
        "scenarios.toml",
        '"transfer(0, 1, 80)"',
        '"transfer(0, 1"',
    ): "is not a call. Write it like transfer(0, 1, 30)",
    ("scenarios.toml", 'name = "opposite"', 'name = "overdraft"'): "two scenarios are called overdraft",
    ("scenarios.toml", 'name = "opposite"', 'name = "a b"'): "scenario 2 needs a name",
    ("scenarios.toml", "[[scenario]]", "[[scene]]"): "has no scenario",
    ("reference.py", "class Bank", "class Bench"): "mine/reference.py: has no class Bank",
    ("reference.py", "    def balance", "    def balances"): None,
    ("performance.toml", "ticks = 50", ""): "mine/performance.toml: has no ticks",
}


@pytest.mark.parametrize("change", BROKEN, ids=["/".join(c) for c in BROKEN])
def test_a_broken_folder_says_where_and_how_to_mend_it(folder: Path, change: tuple[str, str, str]):
    name, old, new = change
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))

    words = BROKEN[change]
    if words is None:
        assert load_challenge(folder).scenarios
    else:
        with pytest.raises(ChallengeError, match=words.replace("(", r"\(").replace(")", r"\)")):
            load_challenge(folder)


@pytest.mark.parametrize("name", ["statement.md", "starter.py", "hints.md", "reference.py", "scenarios.toml"])
def test_a_missing_file_is_named(folder: Path, name: str):
    (folder / name).unlink()

    with pytest.raises(ChallengeError, match=f"mine/{name}: the file is missing"):
        load_challenge(folder)


def test_a_scenario_with_too_many_orders_is_refused(folder: Path):
    many = ", ".join(['"total()"'] * 5)
    with (folder / "scenarios.toml").open("a") as file:
        file.write(
            f'\n[[scenario]]\nname = "huge"\nstart = [[1]]\nthreads = [[{many}], [{many}], [{many}]]\n'
        )

    with pytest.raises(ChallengeError, match=r"huge\) has 756,756 orders"):
        load_challenge(folder)
