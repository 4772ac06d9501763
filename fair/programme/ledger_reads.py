"""Which rows of `programme` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen
from fair.programme.announcement_store import announcement_table
from fair.programme.store import fair_table, hall_table, session_table


def _fair(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    sealed = ("title", "about", "titles", "abouts", "phone", "phone_hours", "permit")
    return hashes_of(row["id"], **{name: row[name] for name in sealed})


def _hall(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], titles=row["titles"])


ROWS = {
    "fair": Rows(fair_table, made=_fair),
    "hall": Rows(hall_table, made=_hall),
    "session": Rows(session_table),
    "announcement": Rows(announcement_table),
}
