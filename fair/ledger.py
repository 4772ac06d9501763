"""The append-only, hash-chained record of facts.

A stream is (fair, writer): each start of a writer opens new streams, so that two writers never
wait for each other. A row's hash covers the hash before it. Every ten seconds, and at closing, an
anchor keeps the heads of all streams. A person appears under an alias that is random per fair;
erasing the person deletes the alias, and the chain still verifies. Each row names its author and,
where one was given, its reason by id and seal; rows from before that have neither, and their hash
is made as it was then.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    tuple_,
)

from fair.db import Instant, Work, metadata, new_id
from fair.decisions import Fact
from fair.reasons import reason as reason_table
from fair.subjects import about, fact_about

GENESIS = "0" * 64

ledger = Table(
    "ledger",
    metadata,
    Column("stream", String(40), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False, index=True),
    Column("data", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("author", String(40), nullable=False, server_default=""),
    Column("reason", String(80), nullable=False, server_default=""),
    PrimaryKeyConstraint("stream", "seq"),
)
anchor = Table(
    "anchor",
    metadata,
    Column("stream", String(40), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("stream", "seq"),
)
alias = Table(
    "alias",
    metadata,
    Column("fair_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("alias", String(12), nullable=False),
    PrimaryKeyConstraint("fair_id", "person_id"),
)


@dataclass(frozen=True, slots=True)
class Break:
    """The first row of a stream that does not verify, and why."""

    stream: str
    seq: int
    why: str


class Ledger:
    """The writer's hand: appends the facts of a batch at its end, one hash after the other."""

    def __init__(self) -> None:
        self._boot = new_id()
        self._heads: dict[str, tuple[int, str]] = {}

    def finish(self, works: Sequence[Work]) -> Callable[[], None]:
        """Append every fact of these works. Call the result once the commit has succeeded."""
        pending = [(work, fact) for work in works for fact in work.facts]
        if not pending:
            _forget(works)
            return lambda: None
        connection = pending[0][0].connection
        names = _aliases(connection, pending)
        reasons = _reasons(connection, works)
        heads = dict(self._heads)
        rows, found = [], list[dict[str, Any]]()
        for work, fact in pending:
            stream = f"{fact.fair_id or 'house'}:{self._boot}"
            seq, before = heads.get(stream, (0, GENESIS))
            data = encode(fact, names)
            author, reason = _named(work.author, fact.fair_id, names), reasons.get(id(work), "")
            said = {"author": author, "reason": reason}
            digest = chain(before, stream, seq + 1, work.now, fact.kind, data, **said)
            heads[stream] = (seq + 1, digest)
            found += about(fact, names, stream, seq + 1, work.now)
            rows.append(
                {
                    "stream": stream,
                    "seq": seq + 1,
                    "fair_id": fact.fair_id,
                    "at": work.now,
                    "kind": fact.kind,
                    "data": data,
                    "hash": digest,
                    **said,
                }
            )
        connection.execute(insert(ledger), rows)
        if found:
            connection.execute(insert(fact_about), found)
        _forget(works)

        def committed() -> None:
            self._heads = heads

        return committed

    def drop_anchor(self, work: Work) -> None:
        """Keep the heads of this writer's streams that moved since the last anchor."""
        for stream, (seq, digest) in self._heads.items():
            last = work.value(select(func.max(anchor.c.seq)).where(anchor.c.stream == stream))
            if last != seq:
                work.write(insert(anchor).values(stream=stream, seq=seq, hash=digest, at=work.now))


def seal(value: str, salt: str) -> str:
    """Return the salted hash of an erasable value; `salt` is 128 random bits kept beside it."""
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()


def new_salt() -> str:
    """Return 128 random bits in hexadecimal, to be kept in the erasable row."""
    return secrets.token_hex(16)


def forget(work: Work, person_id: str) -> None:
    """Cut the tie between a person and every alias of theirs, once this batch's facts are written.

    The facts of the erasure itself still stand under the known alias; nothing after them does.
    """
    work.forgotten.append(person_id)


def _forget(works: Sequence[Work]) -> None:
    for work in works:
        if work.forgotten:
            work.connection.execute(delete(alias).where(alias.c.person_id.in_(work.forgotten)))


def chain(
    before: str, stream: str, seq: int, at: datetime, kind: str, data: str,
    *, author: str = "", reason: str = "",
) -> str:  # fmt: skip
    """Return the hash of a row: SHA-256 over the previous hash and every column.

    A row without an author is from before authors were kept, and hashed as it was then.
    """
    instant = at.isoformat(timespec="microseconds")
    parts: tuple[str, ...] = (before, stream, str(seq), instant, kind, data)
    if author or reason:
        parts = ("2", *parts, author, reason)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def encode(fact: Fact, names: dict[tuple[str, str], str]) -> str:
    """Return the fact's fields as canonical JSON, persons under their aliases."""
    data: dict[str, Any] = {}
    for item in fields(fact):
        value = getattr(fact, item.name)
        if item.name.endswith("person_id") and value:
            value = names[fact.fair_id, value]
        data[item.name] = value
    return orjson.dumps(data, default=_plain, option=orjson.OPT_SORT_KEYS).decode()


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _named(author: str, fair_id: str, names: dict[tuple[str, str], str]) -> str:
    kind, _, ref = author.partition(":")
    return f"{kind}:{names[fair_id, ref]}" if kind == "person" else author


def _reasons(connection: Connection, works: Sequence[Work]) -> dict[int, str]:
    """Keep the reasons of these works; return, by work, what a row of the ledger says of it."""
    kept = {
        id(work): {
            "id": new_id(),
            "at": work.now,
            "command": work.command,
            "text": str(work.reason),
            "salt": new_salt(),
        }
        for work in works
        if work.reason and work.facts
    }
    if kept:
        connection.execute(insert(reason_table), list(kept.values()))
    return {
        key: f"{row['id']}.{seal(str(row['text']), str(row['salt']))}" for key, row in kept.items()
    }


def _aliases(
    connection: Connection, pending: Iterable[tuple[Work, Fact]]
) -> dict[tuple[str, str], str]:
    wanted = set()
    for work, fact in pending:
        if work.author.startswith("person:"):
            wanted.add((fact.fair_id, work.author.removeprefix("person:")))
        for item in fields(fact):
            if item.name.endswith("person_id") and getattr(fact, item.name):
                wanted.add((fact.fair_id, getattr(fact, item.name)))
    if not wanted:
        return {}
    known = {
        (row.fair_id, row.person_id): row.alias
        for row in connection.execute(
            select(alias).where(tuple_(alias.c.fair_id, alias.c.person_id).in_(sorted(wanted)))
        )
    }
    fresh = [
        {"fair_id": fair_id, "person_id": person_id, "alias": new_id()}
        for fair_id, person_id in sorted(wanted - known.keys())
    ]
    if fresh:
        connection.execute(insert(alias), fresh)
        known |= {(row["fair_id"], row["person_id"]): row["alias"] for row in fresh}
    return known


def facts_of(connection: Connection, fair_id: str, *kinds: str) -> Iterator[Row[Any]]:
    """Yield the rows of a fair in order of stream and number, all kinds or the named ones."""
    query = select(ledger).where(ledger.c.fair_id == fair_id)
    if kinds:
        query = query.where(ledger.c.kind.in_(kinds))
    yield from connection.execute(query.order_by(ledger.c.at, ledger.c.stream, ledger.c.seq))


def verify(connection: Connection) -> tuple[int, Break | None]:
    """Check every chain and anchor. Return how many rows were read and the first break."""
    count, stream, seq, before = 0, "", 0, GENESIS
    hashes: dict[str, int] = {}
    for row in connection.execute(select(ledger).order_by(ledger.c.stream, ledger.c.seq)):
        count += 1
        if row.stream != stream:
            stream, seq, before = row.stream, 0, GENESIS
        seq += 1
        if row.seq != seq:
            return count, Break(stream, seq, "a row is missing")
        said = {"author": row.author, "reason": row.reason}
        if chain(before, stream, seq, row.at, row.kind, row.data, **said) != row.hash:
            return count, Break(stream, seq, "the row was changed")
        before = row.hash
        hashes[stream] = seq
    last = select(anchor).order_by(anchor.c.stream, anchor.c.seq)
    for kept in connection.execute(last):
        if hashes.get(kept.stream, 0) < kept.seq:
            return count, Break(kept.stream, hashes.get(kept.stream, 0) + 1, "the end was cut off")
        found = connection.execute(
            select(ledger.c.hash).where(ledger.c.stream == kept.stream, ledger.c.seq == kept.seq)
        ).scalar()
        if found != kept.hash:
            return count, Break(kept.stream, kept.seq, "the row differs from its anchor")
    return count, None
