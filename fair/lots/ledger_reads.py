"""Which rows of `lots` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

import orjson

from fair.ledger_rows import Rows, Seen
from fair.lots.lot import list_hash, numbers_hash, seed_of
from fair.lots.store import lot_table


def _lot(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    """Return what the ledger carries; what is no list or no numbers any more stands for itself."""
    try:
        listed, numbers = list_hash(orjson.loads(row["listed"])), orjson.loads(row["numbers"])
        if row["drawn_at"] is None and not row["head"] and not numbers:
            return {"listed": listed, "head": "", "numbers": ""}
        seed, digest = seed_of(row["head"], numbers), numbers_hash(numbers)
    except (AttributeError, TypeError, ValueError):
        return {}
    return {"listed": listed, "head": seed, "numbers": digest}


ROWS = {"lot": Rows(lot_table, made=_lot)}
