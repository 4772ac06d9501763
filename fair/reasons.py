"""Why it was done: the words that an author gave, beside the ledger, which holds their seal.

What is taken from persons is taken for a reason of a list, so that nothing here is about a person.
"""

from sqlalchemy import Column, String, Table, Text

from fair.tables import Instant, metadata

reason = Table(
    "reason",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("command", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("salt", String(32), nullable=False),
)
