"""What is made from the code is up to date, and the migrations make the tables of the code."""

import re

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from fair import documents
from fair.db import Database, Instant, metadata
from fair.upgrade import upgrade


def test_the_generated_files_are_up_to_date():
    assert documents.stale() == [], "run `make contract`"


def test_every_life_of_the_code_is_drawn():
    told = documents.STATES.read_text("utf-8")
    tables = {
        (name, path.relative_to(documents.STATES.parents[1]))
        for path in (documents.STATES.parents[1] / "fair").rglob("*.py")
        for name in re.findall(r"^(MOVES_[A-Z]+)\b", path.read_text("utf-8"), re.MULTILINE)
    }

    assert tables
    assert not {life for life in tables if f"`{life[0]}` in `{life[1]}`" not in told}


def test_the_migrations_make_the_tables_of_the_code(tmp_path):
    url = f"sqlite:///{tmp_path}/fair.db"
    upgrade(url)
    database = Database(url)

    def same_type(_context, _inspected, _column, _there, here):
        return False if isinstance(here, Instant) else None

    def differences(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        return compare_metadata(context, metadata)

    assert database.read_now(differences) == []
    database.stop()
