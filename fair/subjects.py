"""What a fact is about: an index of the ledger, so that the history of a thing is read by itself.

A person stands here, as in the ledger, under an alias: who is erased is found no more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table

from fair.decisions import Fact
from fair.tables import Instant, metadata

PERSON, FAIR = "person", "fair"
SUBJECTS = (FAIR, "employer", "licence", "vacancy", PERSON)
_THINGS = ("licence", "vacancy", "employer")

fact_about = Table(
    "fact_about",
    metadata,
    Column("subject", String(8), nullable=False),
    Column("ref", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("stream", String(40), nullable=False),
    Column("seq", Integer, nullable=False),
    PrimaryKeyConstraint("subject", "ref", "at", "stream", "seq"),
    sqlite_with_rowid=False,
)


_found: dict[type[Fact], tuple[tuple[str, str], ...]] = {}


def subjects(kind: type[Fact]) -> tuple[tuple[str, str], ...]:
    """Return what a kind of fact is about, each with the field that names it.

    A person's fact is in the person's history alone; others in those of the things that they name,
    and of the fair where they name neither post nor licence. A quiet kind is in none.
    """
    if kind not in _found:
        _found[kind] = _subjects(kind)
    return _found[kind]


def _subjects(kind: type[Fact]) -> tuple[tuple[str, str], ...]:
    names = [field.name for field in fields(kind)]
    if kind.quiet:
        return ()
    if people := [name for name in names if name.endswith("person_id")]:
        return tuple((PERSON, name) for name in people)
    things = [(one, f"{one}_id") for one in _THINGS if f"{one}_id" in names]
    whole = not {"licence", "vacancy"} & {one for one, _ in things}
    return (*things, *([(FAIR, "fair_id")] if whole else []))


def about(
    fact: Fact, names: Mapping[tuple[str, str], str], stream: str, seq: int, at: datetime
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a fact that the ledger has under this number; `names` are the aliases."""
    for subject, field in subjects(type(fact)):
        ref = getattr(fact, field)
        if ref and subject == PERSON:
            ref = names[fact.fair_id, ref]
        if ref:
            yield {"subject": subject, "ref": ref, "at": at, "stream": stream, "seq": seq}
