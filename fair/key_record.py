"""Which keys signed the ledger, in which order: each is a row and a fact, vouched for by the next.

A new key signs the last head of the one before it, and the one before it, where it is still there,
signs the new one. So whoever trusts one key knows which others belong to the same ledger.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Column, Connection, Integer, Row, String, Table, Text, func, insert, select

from fair.db import Work
from fair.decisions import Fact
from fair.heads import Head, heads_in
from fair.ledger_key import Key, signed_by
from fair.tables import Instant, metadata

_MARK = "FAIR-KEY.1"

key_table = Table(
    "ledger_key",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("public", String(43), nullable=False, unique=True),
    Column("before", String(43), nullable=False),
    # The last head of the key before, as a line; empty for the first key.
    Column("head", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("signature", String(86), nullable=False),
    # By the key before; empty where it was lost.
    Column("signature_before", String(86), nullable=False),
)


@dataclass(frozen=True, kw_only=True)
class LedgerKeyMade(Fact):
    """From here on heads are signed by another key; `before` is empty for the first one.

    Both are public keys. `lost` says that the one before could not sign for it.
    """

    kind: ClassVar[str] = "ledger.key_made"
    quiet: ClassVar[bool] = True
    key: str
    before: str
    lost: bool


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key of the record; `until` is its last head that the next key vouches for."""

    public: str
    since: datetime
    until: Head | None = None


def newest_key(connection: Connection) -> str:
    """Return the public key that signs now, by the record; empty where there is none yet."""
    query = select(key_table.c.public).order_by(key_table.c.number.desc()).limit(1)
    return str(connection.execute(query).scalar() or "")


def record_key(work: Work, key: Key, *, head: str = "", before: Key | None = None) -> bool:
    """Keep that `key` signs from now on; `head` is the last line of the one before it."""
    known = newest_key(work.connection)
    said = _statement(key.public, known, head)
    number = work.value(select(func.coalesce(func.max(key_table.c.number), 0)))
    work.write(
        insert(key_table).values(
            number=number + 1, public=key.public, before=known, head=head, at=work.now,
            signature=key.sign(said), signature_before=before.sign(said) if before else "",
        )
    )  # fmt: skip
    lost = bool(known) and before is None
    work.record(LedgerKeyMade(key=key.public, before=known, lost=lost))
    return True


def _statement(public: str, before: str, head: str) -> str:
    return f"{_MARK}.{public}.{before}.{head}"


def trusted(connection: Connection, root: str) -> dict[str, KnownKey]:
    """Return the keys of this ledger that whoever trusts `root` may trust, `root` among them.

    A key before is known by what the next one signed, and only up to that head; a key after by
    what the one before signed. Empty where the record does not have `root`.
    """
    rows = connection.execute(select(key_table).order_by(key_table.c.number)).all()
    here = next((at for at, row in enumerate(rows) if row.public == root), None)
    if here is None:
        return {}
    found = {root: KnownKey(root, rows[here].at)}
    for row, earlier in zip(rows[here:0:-1], rows[here - 1 :: -1], strict=False):
        if row.before != earlier.public or not _vouched(row, row.public, row.signature):
            break
        last = next(iter(heads_in(row.head)), None)
        found[earlier.public] = KnownKey(earlier.public, earlier.at, last)
    for earlier, row in zip(rows[here:], rows[here + 1 :], strict=False):
        if row.before != earlier.public or not _vouched(row, row.before, row.signature_before):
            break
        last = next(iter(heads_in(row.head)), None)
        found[earlier.public] = KnownKey(earlier.public, earlier.at, last)
        found[row.public] = KnownKey(row.public, row.at)
    return found


def _vouched(row: Row[tuple[object, ...]], public: str, signature: str) -> bool:
    return signed_by(public, signature, _statement(row.public, row.before, row.head))


@dataclass(frozen=True, slots=True)
class RecordedKey:
    """A key as the record has it: whether it signed its own row, and whether the one before did."""

    public: str
    before: str
    since: datetime
    signs_itself: bool
    vouched_for: bool


def recorded_keys(connection: Connection) -> tuple[RecordedKey, ...]:
    """Return every key of the record, the first one first."""
    return tuple(
        RecordedKey(
            public=row.public,
            before=row.before,
            since=row.at,
            signs_itself=_vouched(row, row.public, row.signature),
            vouched_for=_vouched(row, row.before, row.signature_before),
        )
        for row in connection.execute(select(key_table).order_by(key_table.c.number))
    )
