"""What is made from the contract is up to date, and the migrations make the tables of the code."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from fair.contract.generate import stale
from fair.db import Database, Instant, metadata
from fair.upgrade import upgrade


def test_the_generated_files_are_up_to_date():
    assert stale() == [], "run `make contract`"


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
