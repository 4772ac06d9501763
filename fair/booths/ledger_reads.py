"""Which rows of `booths` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.booths.store import booth_table, duty_table, practice_table
from fair.ledger import hashes_of
from fair.ledger_rows import Rows, Seen


def _booth(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    return hashes_of(row["id"], title=row["title"], about=row["about"])


ROWS = {
    "booth": Rows(booth_table, made=_booth),
    "duty": Rows(duty_table),
    "practice": Rows(practice_table),
}
