"""Who came to a fair and who queued there, from its ledger: rows that no table keeps."""

from collections.abc import Iterator
from datetime import datetime

import orjson
from sqlalchemy import Connection, select

from fair.evidence.figure_row import FigureRow
from fair.ledger import facts_of, ledger
from fair.people.facts import PersonAttended
from fair.programme.facts import FairClosed, FairOpened
from fair.queue.facts import TicketTaken

_PERSON = "person:"


def came(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return everybody who did something at a fair while it was open, since when; the first first.

    Whoever registered while it was open has come too.
    """
    opened = next((row.at for row in facts_of(connection, fair_id, FairOpened.kind)), None)
    if opened is None:
        return ()
    closed = next((row.at for row in facts_of(connection, fair_id, FairClosed.kind)), None)
    return _firsts(_seen(connection, fair_id, opened, closed))


def _seen(
    connection: Connection, fair_id: str, opened: datetime, closed: datetime | None
) -> Iterator[tuple[str, datetime]]:
    at = ledger.c
    while_open = [at.fair_id == fair_id, at.at >= opened]
    if closed is not None:
        while_open.append(at.at < closed)
    acted = select(at.author, at.at).where(*while_open, at.author.startswith(_PERSON))
    for row in connection.execute(acted.order_by(at.at)):
        yield row.author.removeprefix(_PERSON), row.at
    taking_part = select(at.data, at.at).where(*while_open, at.kind == PersonAttended.kind)
    for row in connection.execute(taking_part):
        yield orjson.loads(row.data)["person_id"], row.at


def queued(connection: Connection, fair_id: str) -> tuple[FigureRow, ...]:
    """Return everybody who took a ticket at a fair, since when, the first one first."""
    rows = facts_of(connection, fair_id, TicketTaken.kind)
    return _firsts((orjson.loads(row.data)["person_id"], row.at) for row in rows)


def _firsts(seen: Iterator[tuple[str, datetime]]) -> tuple[FigureRow, ...]:
    first = dict[str, datetime]()
    for alias, at in seen:
        first[alias] = min(at, first.get(alias, at))
    return tuple(
        FigureRow(at=at, alias=alias, told={"person_id": alias})
        for alias, at in sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
    )
