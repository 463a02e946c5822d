"""Whose account Postgres runs under: it refuses root, so root lends it one that can do nothing else.

Where root's own folders are closed to that account (`/root` is, and every folder of `mktemp`), they are
opened to it alone, and only for passing through: nobody else gains a permission, nothing can be listed.
"""

import logging
import os
import pwd
import shutil
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

LENT = "threadrace-postgres"
log = logging.getLogger(__name__)


class AccountError(Exception):
    """There is no account that Postgres could use here; the text is one line that names the fix."""


class PopenAccount(TypedDict, total=False):
    """How `subprocess` is told to change the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """`switch` is false where the account is our own already."""

    uid: int
    gid: int
    switch: bool

    def popen(self) -> PopenAccount:
        return PopenAccount(user=self.uid, group=self.gid, extra_groups=[]) if self.switch else PopenAccount()

    def give(self, path: Path) -> None:
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def let_through(self, path: Path) -> None:
        """Lets the account reach `path`, or says which folder keeps it out."""
        if self.switch:
            for folder in (path.resolve(), *path.resolve().parents):
                self._open(folder)

    def must_read(self, folder: Path, sample: str) -> None:
        """What was installed under a strict umask is closed file by file, libraries included."""
        if self.switch and not (folder / sample).stat().st_mode & stat.S_IROTH:
            raise AccountError(
                f"Postgres cannot run as root, and its account may not read {folder}.  "
                f"Run Threadrace as an ordinary user, or: chmod -R o+rX {folder.parent}"
            )

    def _open(self, folder: Path) -> None:
        found = folder.stat()
        if self._may_pass(found):
            return
        if found.st_uid != 0 or found.st_mode & stat.S_IRWXG:
            raise AccountError(
                f"Postgres cannot run as root, and its account {pwd.getpwuid(self.uid).pw_name} may not "
                f"enter {folder}.  Run Threadrace as an ordinary user, or: chmod o+x {folder}"
            )
        os.chown(folder, -1, self.gid)
        folder.chmod(stat.S_IMODE(found.st_mode) | stat.S_IXGRP)
        log.info("%s may now be passed through by the account of Postgres, %s", folder, LENT)

    def _may_pass(self, found: os.stat_result) -> bool:
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def account_for(data_dir: Path) -> Account:
    """Our own; or, for root, the owner of the data folder; or, where that is root too, a lent one."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    cluster = data_dir / "postgres"
    owner = (cluster if cluster.exists() else data_dir).stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, switch=True)
    entry = _lent()
    return Account(entry.pw_uid, entry.pw_gid, switch=True)


def _lent() -> pwd.struct_passwd:
    with suppress(KeyError):
        return pwd.getpwnam(LENT)
    reason = _make_lent()
    with suppress(KeyError):  # made just now, by us or by another server that is starting
        return pwd.getpwnam(LENT)
    raise AccountError(
        f"Postgres cannot run as root, and an account for it could not be made ({reason}).  "
        "Run Threadrace as an ordinary user, or use a Postgres of your own: --database-url"
    )


def _make_lent() -> str:
    """What `useradd` had to say against it, if anything."""
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd is None:
        return "there is no useradd"
    options = ("--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent")
    made = subprocess.run(
        [useradd, *options, "--shell", "/usr/sbin/nologin", LENT], capture_output=True, text=True
    )
    return made.stderr.strip()
