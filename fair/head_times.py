"""Rows that say they are older than a head which did not count them: put in afterwards.

Whoever owns the database file can put in facts of yesterday with rows that fit, and the next head
signs them with the others. But yesterday's heads did not.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, func, select

from fair.anchors import TIPS
from fair.heads import ALL, Head
from fair.ledger import anchor, ledger

# A server signs every ten seconds; after a crash and a slow disk it takes longer.
UNSIGNED_FOR = timedelta(minutes=2)


def put_in_afterwards(
    connection: Connection, heads: Sequence[Head], now: datetime | None, of: str = ALL
) -> Iterator[str]:
    """Say of each portion of rows that it is older than the head before it.

    Where a clock was ahead and is right again, heads and rows after it are older too: what counts
    is the earlier of both heads, and for rows that no head covers yet, `now`. `of` names a fair.
    """
    of_house = [one for one in heads if one.fair_id == of]
    numbers = [one.number for one in of_house]
    for stream, seq, number, at in _first_rows(connection):
        place = bisect_left(numbers, number) if number else len(of_house)
        if at is None or not place:
            continue
        counted = of_house[place - 1]
        signed_at = of_house[place].at if place < len(of_house) else now or counted.at
        if at < min(counted.at, signed_at) - UNSIGNED_FOR:
            yield (
                f"heads: row {seq} of stream {stream} says {when(at)}, and head {counted.number} "
                f"of {when(counted.at)} did not count it: it was put in afterwards"
            )


def when(at: datetime) -> str:
    """Return an instant as it is told."""
    return at.isoformat(" ", "seconds").replace("+00:00", " UTC")


def _first_rows(connection: Connection) -> Iterator[tuple[str, int, int, datetime | None]]:
    """Yield the first row that each signed anchor covers anew, with the anchor's number; 0: none.

    Within a stream rows follow each other in time, so the others are younger.
    """
    for row in connection.execute(_PORTIONS):
        yield row.stream, row.first, row.number, row.at
    for tip in connection.execute(TIPS).all():
        first = (tip.signed_seq or 0) + 1
        if tip.seq >= first:
            at = connection.execute(_AT, {"stream": tip.stream, "seq": first}).scalar()
            yield tip.stream, first, 0, at


_AT = select(ledger.c.at).where(
    ledger.c.stream == bindparam("stream"), ledger.c.seq == bindparam("seq")
)
_BEFORE = func.lag(anchor.c.seq).over(partition_by=anchor.c.stream, order_by=anchor.c.seq)
_SIGNED = (
    select(anchor.c.stream, anchor.c.number, (func.coalesce(_BEFORE, 0) + 1).label("first"))
    .where(anchor.c.number.is_not(None))
    .subquery()
)
_PORTIONS = select(_SIGNED, ledger.c.at).join(
    ledger, and_(ledger.c.stream == _SIGNED.c.stream, ledger.c.seq == _SIGNED.c.first)
)
