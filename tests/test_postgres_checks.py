"""What is said of a PostgreSQL before it is used, and of one that cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fair.checks import Finding, findings
from fair.settings import Settings
from tests import databases

pytestmark = pytest.mark.timeout(300)
SECRET = "a secret for tests " * 3


def said(url: str, folder: Path) -> Finding:
    """Return what `fair check` says of a database."""
    settings = Settings.read(database_url=url, secret=SECRET, ledger_key=str(folder / "key"))
    return {one.what: one for one in findings(settings)}["database"]


@pytest.fixture
def safe() -> Iterator[databases.Cluster]:
    made = databases.Cluster(safe=True)
    made.start()
    yield made
    made.stop()


def test_check_names_the_server_and_says_when_it_does_not_keep_what_it_acknowledges(
    tmp_path: Path,
) -> None:
    found = said(databases.make_on_postgres(tmp_path), tmp_path)

    assert not found.good  # the tests' own leaves the disk out
    assert "PostgreSQL" in found.says
    assert "set fsync and synchronous_commit to on" in found.says


def test_check_says_that_an_empty_database_is_filled_by_serve(
    safe: databases.Cluster, tmp_path: Path
) -> None:
    safe.run("CREATE DATABASE fair")

    found = said(safe.url("fair"), tmp_path)

    assert found.good
    assert "`fair serve` brings it up to date" in found.says


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_check_says_that_nobody_answers_and_never_the_password(scheme: str, tmp_path: Path) -> None:
    found = said(f"{scheme}://fair:hunter1@127.0.0.1:1/fair", tmp_path)

    assert not found.good
    assert "cannot be reached" in found.says
    assert "hunter1" not in found.says
