"""Which rows of `roster` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen
from fair.roster.store import brought_table


def _brought(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["employer_id"], code=row["code"])


ROWS = {"brought_company": Rows(brought_table, made=_brought)}
