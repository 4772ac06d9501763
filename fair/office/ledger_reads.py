"""Which rows of `office` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen
from fair.office.office import SAID
from fair.office.store import office_table


def _office(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], **{name: row[name] for name in SAID})


ROWS = {"office": Rows(office_table, made=_office)}
