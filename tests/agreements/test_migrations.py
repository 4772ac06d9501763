"""The migrations make the tables of the code, on both databases, once, and by themselves."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import fair.app  # noqa: F401 - importing it fills the metadata with every table
from fair import upgrade
from fair.db import Database
from fair.tables import Instant, metadata
from tests import databases

pytestmark = pytest.mark.timeout(300)
VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"
FIRST = "0001"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/fair.db"
    return databases.empty_on_postgres(tmp_path)


def differences(url: str) -> list[object]:
    """Return what differs between a database and the tables of the code."""

    def same_type(_context, _inspected, _column, _there, here):
        return False if isinstance(here, Instant) else None

    def look(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        return compare_metadata(context, metadata)

    database = Database(url)
    try:
        return list(database.read_now(look))
    finally:
        database.stop()


def test_the_migrations_make_the_tables_of_the_code(url: str) -> None:
    upgrade.upgrade(url)

    assert differences(url) == []


def test_each_migration_is_taken_back_and_applied_again(url: str) -> None:
    upgrade.upgrade(url)
    command.downgrade(upgrade.config(url), FIRST)
    command.upgrade(upgrade.config(url), "head")

    assert differences(url) == []


def test_a_migration_means_the_same_whatever_the_code_is_today() -> None:
    ours = re.compile(r"^\s*(?:from|import)\s+(?:fair|tests|scripts)\b", re.MULTILINE)

    assert not [path.name for path in VERSIONS.glob("*.py") if ours.search(path.read_text())]


def test_processes_that_start_together_upgrade_once(tmp_path: Path) -> None:
    url = databases.empty_on_postgres(tmp_path)
    say = "import sys; from fair.upgrade import upgrade; upgrade(sys.argv[1])"
    children = [
        subprocess.Popen([sys.executable, "-c", say, url], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]

    said = [child.communicate()[1] for child in children]

    assert [child.returncode for child in children] == [0, 0, 0], said
    assert differences(url) == []


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ("ENCODING 'SQL_ASCII'", "has the encoding SQL_ASCII and sorts by C;"),
        ("LOCALE_PROVIDER icu ICU_LOCALE 'zh'", "has the encoding UTF8 and sorts by ICU;"),
    ],
)
def test_a_database_that_would_sort_or_write_otherwise_is_refused(
    made: str, says: str, tmp_path: Path
) -> None:
    url = databases.empty_on_postgres(tmp_path, f"TEMPLATE template0 {made}")

    with pytest.raises(upgrade.Unusable, match=says) as refused:
        upgrade.upgrade(url)

    assert "createdb --template=template0 --encoding=UTF8 --locale=C" in str(refused.value)
