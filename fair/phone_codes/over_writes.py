"""Codes and links of texts are kept for so many days only."""

from fair.phone_codes.code_store import code_table
from fair.phone_codes.text_link_store import link_table
from fair.retention import sweep_rows

SWEEPS = (
    # A code works for ten minutes and counts for a day.
    sweep_rows("codes", 2, code_table, lambda before: [code_table.c.made_at < before]),
    # The link of a text leads on for a day.
    sweep_rows("links of texts", 2, link_table, lambda before: [link_table.c.made_at < before]),
)
