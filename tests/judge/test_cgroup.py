"""The control group of all submissions: made where that is allowed, inherited, never left behind."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.judge import cgroup
from server.judge.sandbox.layers import Layer
from server.judge.sandbox.limits import LIMITS
from tests.judge.machines import EVERYTHING, forking

MNT_DETACH = 2


async def test_the_forking_process_is_in_the_group_and_the_group_is_gone_afterwards() -> None:
    async with forking(EVERYTHING) as zygote:
        group = zygote._group
        members = [Path(door).read_text() for door in group.doors] if group else []  # noqa: ASYNC240
    if group is None:
        assert zygote.missing[Layer.CGROUP]  # this system does not let us; then it is not claimed
        return

    assert all(members)
    assert not any(folder.exists() for folder in group.folders)


def test_a_killed_process_that_is_still_leaving_is_waited_for() -> None:
    try:
        group = cgroup.make(LIMITS, 1)
    except cgroup.NoGroup as reason:
        assert str(reason)  # this system does not let us; then nothing is left behind either
        return
    hoard = "import sys; hoard = bytearray(10**8); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hoard], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as leaving:
        assert leaving.stdout and leaving.stdout.readline()
        for door in group.doors:
            Path(door).write_text(str(leaving.pid))
        leaving.kill()
        group.remove()

    assert not any(folder.exists() for folder in group.folders)


ANOTHER_SERVER = """
import sys
from pathlib import Path
from server.judge import cgroup
group = cgroup._claim((Path(sys.argv[1]),))
print(flush=True)
input()
"""


@contextmanager
def another_server(group: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """It has just made that group, and nobody is in it yet."""
    command = [sys.executable, "-c", ANOTHER_SERVER, str(group)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout and server.stdout.readline()
        yield server
        server.kill()


def test_a_group_that_a_killed_server_left_is_removed_at_the_next_start(tmp_path: Path) -> None:
    leftover = tmp_path / f"{cgroup.PREFIX}1-abcdef"
    with another_server(leftover):
        pass
    assert leftover.exists()

    group = cgroup._make_in({"memory": tmp_path, "pids": tmp_path}, {"memory": 1, "pids": 2})

    assert not leftover.exists()
    assert [folder.parent for folder in group.folders] == [tmp_path]


def test_a_group_that_another_server_has_just_made_is_left_alone(tmp_path: Path) -> None:
    """Were it removed, that server would find no door to go in by."""
    fresh = tmp_path / f"{cgroup.PREFIX}1-abcdef"
    with another_server(fresh):
        cgroup._make_in({"memory": tmp_path, "pids": tmp_path}, {"memory": 1, "pids": 2})

        assert fresh.exists()


@pytest.mark.parametrize(("name", "kind"), [("memory.max", "memory"), ("memory.limit_in_bytes", "memory")])
def test_a_limit_is_written_where_this_version_of_the_kernel_keeps_it(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Path, "mkdir", lambda folder, **how: (real_mkdir(folder, **how), (folder / name).touch())
    )

    group = cgroup._make_in({"memory": tmp_path, "pids": tmp_path}, {kind: 4096})

    assert (group.folders[0] / name).read_text() == "4096"


real_mkdir = Path.mkdir


@pytest.fixture
def version_2(tmp_path: Path) -> Iterator[Path]:
    """A real tree of version 2, with the controllers that version 1 leaves to it here."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", str(tmp_path).encode(), b"cgroup2", 0, None):
        pytest.skip(f"a cgroup tree cannot be mounted here: {os.strerror(ctypes.get_errno())}")
    yield tmp_path
    libc.umount2(str(tmp_path).encode(), MNT_DETACH)


def test_in_version_2_a_group_has_its_limits_or_there_is_none_and_a_reason(
    version_2: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cgroup, "MOUNT", version_2)
    counted = (version_2 / "cgroup.controllers").read_text().split()
    before = {path for path in version_2.glob(f"**/{cgroup.PREFIX}*") if path.is_dir()}
    try:
        group = cgroup._make_in(dict.fromkeys(cgroup.FILES, version_2), {"memory": 1 << 30, "pids": 64})
    except OSError as reason:
        assert not set(cgroup.FILES) <= set(counted), reason
    else:
        assert (group.folders[0] / "memory.max").read_text().strip() == str(1 << 30)
        group.remove()

    assert {path for path in version_2.glob(f"**/{cgroup.PREFIX}*") if path.is_dir()} <= before


def test_where_no_group_can_be_made_it_is_said_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cgroup, "_places", lambda: iter([{"memory": tmp_path / "a", "pids": tmp_path / "b"}]))

    with pytest.raises(cgroup.NoGroup, match="No such file"):
        cgroup.make(LIMITS, 1)
