"""The append-only, hash-chained record of facts.

A stream is (fair, writer, version of its facts): each start of a writer opens new streams, so that
two writers never wait for each other. A row's hash covers the hash before it; `fair.anchors` keeps
the newest ones of all streams, signed. A person appears under an alias that is random per fair;
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
    insert,
    select,
    tuple_,
)

from fair.db import Work, new_id
from fair.decisions import Fact
from fair.reasons import reason as reason_table
from fair.subjects import about, fact_about
from fair.tables import Instant, metadata

GENESIS = "0" * 64
# What facts carry grows: a stream's name says the version, so that a reader knows what to expect.
CARRIES = 6
_HOUSE, _AT_ONCE = "house", 500
_SEALED = ("command", "text", "salt")

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
    # The first head that covers it; None where no key signed it.
    Column("number", Integer),
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
    """A row of a stream that does not verify, and why."""

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
            stream = f"{fact.fair_id or _HOUSE}:{self._boot}:{CARRIES}"
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


def fair_of(stream: str) -> str:
    """Return which fair a stream is about; "" for the house."""
    fair_id = stream.partition(":")[0]
    return "" if fair_id == _HOUSE else fair_id


def version_of(stream: str) -> int:
    """Return which version of facts a stream has; 1 where its name says nothing."""
    said = stream.split(":")[2:]
    return int(said[0]) if said and said[0].isdigit() else 1


def seal(value: str, salt: str) -> str:
    """Return the salted hash of an erasable value; `salt` is 128 random bits kept beside it."""
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()


def sealed_reason(command: str, text: str, salt: str) -> str:
    """Return the hash of a reason that was given for a command."""
    return seal(f"{command}\n{text}", salt)


def new_salt() -> str:
    """Return 128 random bits in hexadecimal, to be kept in the erasable row."""
    return secrets.token_hex(16)


def hashes_of(ref: str, /, **values: Any) -> dict[str, str]:
    """Return the hash of each of these public words, by its column; `ref` is the thing's id.

    For what everybody may read and nobody is erased from. What is a person's has a salt.
    """
    return {
        column: seal(orjson.dumps(value, default=dict, option=orjson.OPT_SORT_KEYS).decode(), ref)
        for column, value in values.items()
    }


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
        key: f"{row['id']}.{sealed_reason(*(str(row[of]) for of in _SEALED))}"
        for key, row in kept.items()
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
    chosen = [ledger.c.fair_id == fair_id, *([ledger.c.kind.in_(kinds)] if kinds else [])]
    query = select(ledger).where(*chosen).order_by(ledger.c.at, ledger.c.stream, ledger.c.seq)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        yield from rows
