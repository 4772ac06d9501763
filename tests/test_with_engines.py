"""Where a PostgreSQL of our own keeps its data: nobody else can have laid a link there before."""

import os
import pwd
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import with_engines


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be root, and let PostgreSQL's account have its home here."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    known = pwd.getpwnam

    def found(name: str) -> object:
        return SimpleNamespace(pw_dir=str(tmp_path)) if name == "postgres" else known(name)

    monkeypatch.setattr(pwd, "getpwnam", found)
    monkeypatch.setattr(pwd, "getpwuid", lambda _uid: SimpleNamespace(pw_name="postgres"))
    return tmp_path


def test_as_root_it_is_the_home_of_postgresqls_account(elsewhere: Path) -> None:
    elsewhere.chmod(0o755)
    assert with_engines.home() == elsewhere


def test_a_home_that_others_may_write_is_refused(elsewhere: Path) -> None:
    elsewhere.chmod(0o1777)  # as /tmp and /var/tmp are
    with pytest.raises(SystemExit, match="may be written by others"):
        with_engines.home()


@pytest.mark.usefixtures("elsewhere")
def test_without_such_an_account_one_reads_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody(_name: str) -> object:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwnam", nobody)
    with pytest.raises(SystemExit, match="apt-get install postgresql"):
        with_engines.home()
