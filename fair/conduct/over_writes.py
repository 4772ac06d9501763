"""What was written of somebody's conduct is kept for three years; the number's mark for less."""

from fair.conduct.store import measure_table
from fair.retention import CHAT_DAYS, CLAIM_DAYS, sweep_rows

_AT = measure_table.c
SWEEPS = (
    sweep_rows(
        "words about conduct", CLAIM_DAYS, measure_table,
        lambda before: [_AT.made_at < before, _AT.happened != ""], blank={"happened": ""},
    ),
    # A fair lasts two months at most.
    sweep_rows(
        "numbers of who was sent out", CHAT_DAYS, measure_table,
        lambda before: [_AT.made_at < before, _AT.number != ""], blank={"number": ""},
    ),
)  # fmt: skip
