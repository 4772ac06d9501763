"""The terms of an offer are kept as long as they can be argued about; that it was made stays."""

from fair.hiring.offer_store import offer_table
from fair.retention import CLAIM_DAYS, sweep_rows

_AT = offer_table.c
SWEEPS = (
    sweep_rows(
        "terms of offers", CLAIM_DAYS, offer_table,
        lambda before: [_AT.made_at < before, _AT.salt != ""],
        blank={"terms": {}, "salt": "", "version": _AT.version + 1},
    ),
)  # fmt: skip
