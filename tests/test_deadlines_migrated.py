"""Deadlines that ran when Fair was brought up to date are due when they would have been."""

import pytest
from alembic import command
from sqlalchemy import text

from fair import upgrade
from fair.db import Database
from fair.instants import EPOCH
from fair.timers import due, ends_at
from tests import databases

BEFORE = "0025"
pytestmark = pytest.mark.timeout(300)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_what_ran_before_the_upgrade_is_due_at_its_time_and_what_was_held_still_is(kind, tmp_path):
    on_postgres = kind == "postgres"
    url = databases.empty_on_postgres(tmp_path) if on_postgres else f"sqlite:///{tmp_path}/fair.db"
    upgrade.upgrade(url)
    command.downgrade(upgrade.config(url), BEFORE)
    database = Database(url)
    row = "INSERT INTO deadline (kind, ref, fair_id, booth_id, left_s, running_since, version)"
    with database.writing.begin() as connection:
        connection.execute(text(f"{row} VALUES ('ring', 'runs', '', '', 12.5, 3000000, 1)"))
        connection.execute(text(f"{row} VALUES ('ring', 'held', '', '', 12.5, NULL, 1)"))
    upgrade.upgrade(url)

    try:
        ends = database.read_now(lambda at: ends_at(at, "ring", "runs"))
        assert ends
        assert (ends - EPOCH).total_seconds() == 15.5
        assert database.read_now(lambda at: ends_at(at, "ring", "held")) is None
        assert [row.ref for row in database.read_now(lambda at: due(at, ends, 9))] == ["runs"]
    finally:
        database.stop()
