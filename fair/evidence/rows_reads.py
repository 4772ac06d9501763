"""The rows behind a figure, from the ledger: by aliases, so that nobody is named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, select

from fair.anchors import as_head, head_table
from fair.board.figures import COUNTS, KEYS, counted
from fair.evidence.figure_row import FigureRow
from fair.glossary import Role
from fair.hiring.facts import HireConfirmed, OfferAccepted
from fair.ledger import facts_of

# What a row says: what its figure counts and no more, else somebody who came once would be shown
# beside an offer, and offers that were made later beside the queue.
_WHO, _WHERE = ("person_id",), ("person_id", "booth_id", "employer_id")
_OF_OFFER = (*_WHERE, "vacancy_id", "interview_id", "offer_id")
_TOLD: Mapping[str, tuple[str, ...]] = {
    "people": _WHO, "contacts": _WHERE,
    **dict.fromkeys(("interviews", "outcomes"), (*_WHERE, "interview_id")),
    **dict.fromkeys(("offers", "accepted", "hires"), _OF_OFFER),
}  # fmt: skip
# Whose yes a row rests on.
_YESES: Mapping[str, tuple[str, ...]] = {
    "accepted": (OfferAccepted.kind,), "hires": (OfferAccepted.kind, HireConfirmed.kind),
}  # fmt: skip
_Line = tuple[datetime, str, Mapping[str, Any]]


@dataclass(slots=True)
class _Found:
    at: datetime
    told: dict[str, Any] = field(default_factory=dict)
    yeses: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def helped(self, by: str) -> bool:
        return any(one.get(by) for one in self.yeses.values())


def rows_of(connection: Connection, fair_id: str, name: str) -> tuple[FigureRow, ...]:
    """Return the rows of a figure of a fair, the first one first; as many as the figure says."""
    return _rows(_lines(connection, fair_id), name)


def _rows(lines: Sequence[_Line], name: str) -> tuple[FigureRow, ...]:
    keys = KEYS[name]
    counts = counted((kind, data) for _, kind, data in lines)[name]
    found: dict[tuple[Any, ...], _Found] = {}
    for at, kind, data in lines:
        key = tuple(data.get(one) for one in keys)
        if key not in counts:
            continue
        row = found.setdefault(key, _Found(at))
        row.told |= {one: data[one] for one in _TOLD[name] if data.get(one)}
        # the latest counts: one that was taken back was somebody else's, or given otherwise
        if kind in _YESES.get(name, ()) and data.get("by", Role.SEEKER) == Role.SEEKER:
            row.yeses[kind] = data
    return tuple(
        FigureRow(
            at=row.at, alias=row.told.get("person_id", ""),
            told=row.told, helper=row.helped("helper"), desk=row.helped("desk"),
        )
        for row in found.values()
    )  # fmt: skip


def counted_of(connection: Connection, fair_id: str, alias: str) -> Iterator[tuple[str, FigureRow]]:
    """Yield in which figures a person stands, and by which rows."""
    lines = _lines(connection, fair_id)
    for name in KEYS:
        for row in _rows(lines, name):
            if row.alias == alias:
                yield name, row


def heads_of(connection: Connection, fair_id: str, most: int) -> list[str]:
    """Return the lines of the latest signed heads of a fair, the newest first."""
    at = head_table.c
    query = select(head_table).where(at.fair_id == fair_id).order_by(at.number.desc()).limit(most)
    return [str(as_head(row)) for row in connection.execute(query)]


def _lines(connection: Connection, fair_id: str) -> list[_Line]:
    rows: Iterable[Any] = facts_of(connection, fair_id, *COUNTS, HireConfirmed.kind)
    return [(row.at, row.kind, orjson.loads(row.data)) for row in rows]
