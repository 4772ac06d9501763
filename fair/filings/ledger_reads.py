"""Which rows of `filings` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.filings.store import filing_table
from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen


def _filing(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], number=row["number"])


ROWS = {"filing": Rows(filing_table, made=_filing)}
