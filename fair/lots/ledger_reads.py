"""Which rows of `lots` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

import orjson

from fair.ledger_rows import Rows, Seen
from fair.lots.lot import list_hash, numbers_hash, seed_of
from fair.lots.store import lot_table


def _lot(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    numbers, drawn = orjson.loads(row["numbers"]), row["drawn_at"] is not None
    return {
        "listed": list_hash(orjson.loads(row["listed"])),
        "head": seed_of(row["head"], numbers) if drawn else "",
        "numbers": numbers_hash(numbers) if drawn else "",
    }


ROWS = {"lot": Rows(lot_table, made=_lot)}
