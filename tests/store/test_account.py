import os
import pwd
import stat

import psutil
import pytest

from server.store.account import LENT, Account, AccountError, account_for
from server.store.embedded import EmbeddedPostgres


def test_an_ordinary_user_keeps_their_own_account(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1234)

    account = account_for(tmp_path)

    assert account == Account(1234, os.getegid(), switch=False)
    assert account.popen() == {}


def test_nothing_is_opened_or_given_away_where_no_account_is_lent(tmp_path):
    tmp_path.chmod(0o700)
    before = tmp_path.stat()
    account = Account(65534, 65534, switch=False)
    account.give(tmp_path)
    account.let_through(tmp_path)

    assert (tmp_path.stat().st_mode, tmp_path.stat().st_uid) == (before.st_mode, before.st_uid)


if os.geteuid() == 0:  # only root can lend an account, so only root can see it done

    @pytest.fixture
    def lent(tmp_path) -> Account:
        return account_for(tmp_path)

    def test_root_lends_an_account_that_nobody_can_log_in_to(lent):
        entry = pwd.getpwuid(lent.uid)

        assert (entry.pw_name, entry.pw_shell) == (LENT, "/usr/sbin/nologin")
        assert lent.popen() == {"user": lent.uid, "group": lent.gid, "extra_groups": []}

    def test_a_data_folder_that_belongs_to_somebody_keeps_its_owner(tmp_path):
        os.chown(tmp_path, 1234, 5678)

        assert account_for(tmp_path) == Account(1234, 5678, switch=True)

    def test_roots_closed_folder_is_opened_to_that_account_alone_and_only_for_passing_through(lent, tmp_path):
        inner = tmp_path / "closed" / "inner"
        inner.mkdir(parents=True)
        inner.parent.chmod(0o700)
        lent.let_through(inner)

        found = inner.parent.stat()
        assert (stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid) == (0o710, 0, lent.gid)

    def test_a_folder_that_lets_everybody_through_stays_as_it_is(lent, tmp_path):
        (tmp_path / "open").mkdir()
        (tmp_path / "open").chmod(0o711)
        lent.let_through(tmp_path / "open")

        found = (tmp_path / "open").stat()
        assert (stat.S_IMODE(found.st_mode), found.st_gid) == (0o711, os.getegid())

    @pytest.mark.parametrize(("owner", "mode"), [(1234, 0o700), (0, 0o750)])
    def test_a_folder_that_others_share_is_named_with_the_fix(lent, tmp_path, owner, mode):
        shared = tmp_path / "shared"
        shared.mkdir()
        shared.chmod(mode)
        os.chown(shared, owner, 0)

        with pytest.raises(AccountError, match=rf"may not enter {shared}\. .*chmod o\+x {shared}"):
            lent.let_through(shared)
        assert stat.S_IMODE(shared.stat().st_mode) == mode

    def test_packages_installed_for_root_alone_are_named_with_the_fix(lent, tmp_path):
        (tmp_path / "module.py").touch(0o600)

        with pytest.raises(AccountError, match=r"may not read .*chmod -R o\+rX"):
            lent.must_read(tmp_path, "module.py")

    async def test_postgres_runs_under_the_lent_account_even_where_root_shares_nothing(lent, tmp_path):
        before = os.umask(0o077)
        try:
            async with EmbeddedPostgres(tmp_path / "data", {"fsync": "off"}):
                pid = int((tmp_path / "data" / "postgres" / "postmaster.pid").read_text().split()[0])

                assert set(psutil.Process(pid).uids()) == {lent.uid}
        finally:
            os.umask(before)
