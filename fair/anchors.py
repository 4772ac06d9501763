"""Anchors: what the newest row of each stream was, again and again, signed by a key outside.

Every ten seconds, at a fair's closing and at every stop the newest rows of all streams that moved
are kept, and one head for each fair that moved and one for the whole house are signed.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    Row,
    String,
    Table,
    and_,
    func,
    insert,
    select,
    update,
)

from fair.db import Database, Work
from fair.decisions import SYSTEM
from fair.heads import ALL, HOUSE, Head, Tip, head_of, house_head
from fair.key_holder import KeyHolder
from fair.key_record import newest_key
from fair.ledger import anchor, ledger
from fair.ledger_key import Key
from fair.tables import Instant, metadata

log = logging.getLogger("fair.anchors")
_TRIES = 5

head_table = Table(
    "ledger_head",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("fair_id", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("streams", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("public", String(43), nullable=False),
    Column("signature", String(86), nullable=False),
    Index("ix_ledger_head_fair_id_number", "fair_id", "number"),
)


@dataclass(frozen=True, slots=True)
class _Now:
    """What the streams are, and which of them moved since they were last signed."""

    number: int
    tips: Sequence[Tip]
    moved: frozenset[str]


class Anchors:
    """Drops anchors for one process. `keys` says with which key, and what is wrong with it."""

    def __init__(self, database: Database, keys: KeyHolder) -> None:
        self._database, self.keys = database, keys

    async def begin(self) -> None:
        """Find or make the key; say what is wrong with it where there is none."""
        await self.keys.open(self._database)
        self._database.health.unsigned = bool(self.keys.trouble)

    async def drop(self) -> Head | None:
        """Keep and sign what moved; return the new head of the house, None where nothing was.

        What was committed before the call is covered. Without a key anchors are kept unsigned.
        """
        for _ in range(_TRIES):
            await self.keys.look_again(self._database)
            self._database.health.unsigned = bool(self.keys.trouble)
            now = await self._database.read(self._look, what="the newest rows of the ledger")
            if not now.moved:
                return None
            keep = partial(self._keep, now=now)
            done, _ = await self._database.write(keep, SYSTEM, "the ledger's anchor")
            if done:
                return done[-1] if self.keys.key else None
        return None  # others, beside us, sign all the time: theirs covers ours

    def _look(self, connection: Connection) -> _Now:
        number = connection.execute(_NEWEST).scalar() or 0
        rows = connection.execute(TIPS).all()
        signs = self.keys.key is not None
        moved = {
            row.stream for row in rows if row.seq != (row.signed_seq if signs else row.kept_seq)
        }
        tips = [Tip(row.stream, row.seq, row.hash) for row in rows]
        return _Now(number, tips, frozenset(moved))

    def _keep(self, work: Work, now: _Now) -> list[Head] | None:
        """Write anchors and heads; None, and nothing written, where somebody else just did.

        Nor where another key signs by now: this process has not found it yet.
        """
        key = self.keys.key
        if (work.value(_NEWEST) or 0) != now.number:
            return None
        if key and newest_key(work.connection) != key.public:
            return None
        number = now.number + 1 if key else None
        for tip in now.tips:
            if tip.stream in now.moved:
                _anchor(work, tip, number)
        heads = _heads(work, now, key) if key else []
        if heads:
            work.write(insert(head_table), [_row(one) for one in heads])
        return heads


def _anchor(work: Work, tip: Tip, number: int | None) -> None:
    here = and_(anchor.c.stream == tip.stream, anchor.c.seq == tip.seq)
    if work.write(update(anchor).where(here, anchor.c.number.is_(None)).values(number=number)):
        return  # one from before the key: from now on it is signed
    work.write(
        insert(anchor).values(
            stream=tip.stream, seq=tip.seq, hash=tip.hash, at=work.now, number=number
        )
    )


def _heads(work: Work, now: _Now, key: Key) -> list[Head]:
    fairs = [
        head_of(0, fair_id, tips, work.now)
        for fair_id, tips in groupby(
            sorted(now.tips, key=lambda tip: tip.fair_id), key=lambda tip: tip.fair_id
        )
    ]
    moved = {stream.partition(":")[0] for stream in now.moved}
    made = [one for one in fairs if one.fair_id in moved and one.fair_id != HOUSE]
    made.append(house_head(0, fairs, work.now))
    return [signed(replace(one, number=now.number + at), key) for at, one in enumerate(made, 1)]


def signed(head: Head, key: Key) -> Head:
    """Return the head with this key's signature."""
    named = replace(head, key=key.public)
    return replace(named, signature=key.sign(named.signed_text()))


def newest_head(connection: Connection, fair_id: str = ALL) -> Head | None:
    """Return the newest signed head of a fair, or of the whole house; None before there is one."""
    query = select(head_table).where(head_table.c.fair_id == fair_id)
    row = connection.execute(query.order_by(head_table.c.number.desc()).limit(1)).first()
    return as_head(row) if row else None


def head_after(connection: Connection, fair_id: str, number: int) -> Head | None:
    """Return the first signed head of a fair after this number, or None."""
    at = head_table.c
    query = select(head_table).where(at.fair_id == fair_id, at.number > number)
    row = connection.execute(query.order_by(at.number).limit(1)).first()
    return as_head(row) if row else None


def as_head(row: Row[Any]) -> Head:
    """Return a row of the table as a head."""
    return Head(
        row.number, row.fair_id, row.streams, row.rows, row.at, row.digest, row.public,
        row.signature,
    )  # fmt: skip


def _row(head: Head) -> Mapping[str, Any]:
    return {
        "number": head.number, "fair_id": head.fair_id, "at": head.at, "streams": head.streams,
        "rows": head.rows, "digest": head.digest, "public": head.key, "signature": head.signature,
    }  # fmt: skip


def _tips() -> Any:
    """Return the query of each stream's newest row: it jumps from stream to stream by the key."""
    first = select(func.min(ledger.c.stream).label("stream")).cte("streams", recursive=True)
    later = ledger.alias("later")
    following = (
        select(func.min(later.c.stream)).where(later.c.stream > first.c.stream).scalar_subquery()
    )
    streams = first.union_all(select(following).where(first.c.stream.is_not(None)))
    rows, kept, of = ledger.alias("rows"), anchor.alias("kept"), streams.c.stream
    top = select(func.max(rows.c.seq)).where(rows.c.stream == of).correlate(streams)
    any_ = select(func.max(kept.c.seq)).where(kept.c.stream == of).correlate(streams)
    return select(
        ledger.c.stream,
        ledger.c.seq,
        ledger.c.hash,
        any_.scalar_subquery().label("kept_seq"),
        any_.where(kept.c.number.is_not(None)).scalar_subquery().label("signed_seq"),
    ).select_from(
        streams.join(ledger, and_(ledger.c.stream == of, ledger.c.seq == top.scalar_subquery()))
    )


TIPS = _tips()
"""The newest row of each stream, and its newest anchors: any, and signed."""
_NEWEST = select(func.max(head_table.c.number))
