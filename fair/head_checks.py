"""Whether the ledger is still what its signed heads say, and what heads that somebody kept say.

A database alone proves nothing against its owner: the key that is believed comes from outside.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from fair.anchors import TIPS, as_head, head_table
from fair.head_times import UNSIGNED_FOR, put_in_afterwards, when
from fair.heads import ALL, Head, Tip, head_of, house_head
from fair.key_holder import KeyHolder, root_of
from fair.key_record import KnownKey, RecordedKey, key_table, recorded_keys, trusted
from fair.ledger import anchor, ledger
from fair.ledger_key import signed_by


@dataclass
class Examined:
    """What was found: `lines` to read, and whether all of it `holds`."""

    lines: list[str] = field(default_factory=list)
    holds: bool = True

    def good(self, line: str) -> None:
        self.lines.append(line)

    def broken(self, line: str) -> None:
        self.holds = False
        self.lines.append(f"BROKEN {line}")


def examine(
    connection: Connection,
    root: str,
    kept: Sequence[Head] = (),
    *,
    trouble: str = "",
    now: datetime | None = None,
    of: str = ALL,
) -> Examined:
    """Check every signed head, and each head that somebody `kept`, against the ledger.

    `of` a fair where the ledger is what a bundle holds of it: its heads stand alone there.

    `root` is the public key that is believed: of the key's own file, or as somebody kept it; with
    an empty one nothing signed is believed. `trouble` is what is wrong with the key's file. `now`
    is the time of the checking: a clock that was ahead and is right again puts no row under doubt.
    """
    found = Examined()
    if trouble:
        found.broken(f"key: {trouble}")
    keys = trusted(connection, root) if root else {}
    known = recorded_keys(connection)
    _check_root(connection, root, [one.public for one in known], found)
    _check_keys(known, keys, found)
    heads = [as_head(row) for row in connection.execute(_HEADS)]
    if of == ALL:
        _check_order(heads, found)
    else:
        _check_whose(heads, of, found)
    _check_signatures(heads, keys, found)
    wrong = _check_digests(connection, heads, found)
    if late := connection.execute(_LATE).scalar():
        found.broken(f"anchors: {late} say a later time than the head that covers them")
    for said in put_in_afterwards(connection, heads, now, of):
        found.broken(said)
    _check_end(connection, heads, found, of)
    for one in kept:
        if of in (ALL, one.fair_id):
            _check_kept(one, heads, keys, wrong, found)
        else:
            found.broken(
                f"kept head {one.number} is of {_of(one)}, and this is a bundle of fair {of}: give "
                f"the head of that fair (`fair ledger head --fair {of}`)"
            )
    return found


def examined(
    connection: Connection, holder: KeyHolder, key: str, kept: Sequence[Head], now: datetime
) -> Examined:
    """Examine with the public `key` that somebody gave, or with the house's own."""
    trouble = "" if key else holder.check(connection)
    return examine(connection, key or root_of(holder), kept, trouble=trouble, now=now)


def _check_root(connection: Connection, root: str, names: Sequence[str], found: Examined) -> None:
    if not names:
        if root and connection.execute(_SOME_ROW).first():
            found.broken(f"key: the key {root} signed nothing here: its signatures were removed")
        elif not root:
            found.good("heads: no key has signed this ledger yet; `fair serve` makes one")
    elif not root:
        found.broken(
            f"key: none is at hand, so no signature is believed; the ledger names {names[-1]}"
        )
    elif root not in names:
        found.broken(f"key: the ledger does not name the key {root}; it names {names[-1]}")


def _check_keys(known: Sequence[RecordedKey], keys: dict[str, KnownKey], found: Examined) -> None:
    for one in known:
        if keys and one.public not in keys:
            found.broken(f"key: {one.public} is vouched for by no key that is believed")
        if not one.signs_itself:
            found.broken(f"key: the row of {one.public} was changed: that key did not sign it")
        elif one.before and not one.vouched_for:
            found.good(
                f"key: {one.public} signs since {when(one.since)} without a word of the key before "
                f"it, {one.before}, which was said to be lost"
            )


def _check_order(heads: Sequence[Head], found: Examined) -> None:
    for before, after in zip((None, *heads), heads, strict=False):
        due = before.number + 1 if before else 1
        if after.number != due:
            found.broken(f"heads: {_span(due, after.number - 1)} were removed")


def _check_whose(heads: Sequence[Head], of: str, found: Examined) -> None:
    for one in heads:
        if one.fair_id != of:
            found.broken(f"heads: number {one.number} is of {_of(one)}, not of fair {of}")
    if not heads:
        found.broken(f"heads: there is none of fair {of}, so nothing is signed")


def _check_signatures(heads: Sequence[Head], keys: dict[str, KnownKey], found: Examined) -> None:
    for one in heads:
        if keys and (why := why_not(one, keys)):
            found.broken(f"heads: number {one.number}: {why}")


def why_not(head: Head, keys: dict[str, KnownKey]) -> str:
    """Return why the signature of a head is not believed; empty where it is."""
    known = keys.get(head.key)
    if known is None:
        return f"it is signed by the key {head.key}, which nobody vouches for"
    if not signed_by(head.key, head.signature, head.signed_text()):
        return "its signature does not fit: the head was changed, or signed by nobody of ours"
    if known.until and head.number > known.until.number:
        return "it is signed by a key that had been replaced by then"
    return ""


def _check_digests(
    connection: Connection, heads: Sequence[Head], found: Examined
) -> frozenset[int]:
    """Compute each head again from the ledger's own rows; return the numbers that differ."""
    streams: dict[str, dict[str, Tip]] = defaultdict(dict)
    made: dict[str, Head] = {}
    wrong: dict[int, Head] = {}
    moves = _moves(connection)
    row = next(moves, None)
    for one in heads:
        touched = set()
        while row is not None and row[0] <= one.number:
            streams[row[1].fair_id][row[1].stream] = row[1]
            touched.add(row[1].fair_id)
            row = next(moves, None)
        for fair_id in touched:
            made[fair_id] = head_of(0, fair_id, streams[fair_id].values(), one.at)
        if one.fair_id == ALL:
            again = house_head(0, made.values(), one.at)
        else:
            again = made.get(one.fair_id) or head_of(0, one.fair_id, (), one.at)
        said = (one.digest, one.streams, one.rows)
        if said != (again.digest, again.streams, again.rows):
            wrong[one.number] = one
    if row is not None:
        found.broken(f"anchors: from number {row[0]} on they belong to heads that are not there")
    for fair_id in sorted({one.fair_id for one in wrong.values()}):
        first, *later = [one for one in wrong.values() if one.fair_id == fair_id]
        more = f", and {len(later)} later heads too" if later else ""
        found.broken(
            f"heads: number {first.number} ({_of(first)}, {when(first.at)}) covers {first.rows} "
            f"rows of {first.streams} streams; the ledger has others there{more}"
        )
    return frozenset(wrong)


def _moves(connection: Connection) -> Iterator[tuple[int, Tip]]:
    """Yield what each signed anchor says, with the hash that the ledger itself has there."""
    for row in connection.execute(_ANCHORS):
        yield row.number, Tip(row.stream, row.seq, row.hash or "no row")


def _check_end(connection: Connection, heads: Sequence[Head], found: Examined, of: str) -> None:
    unsigned = connection.execute(_UNSIGNED).scalar() or 0
    newest = next((one for one in reversed(heads) if one.fair_id == of), None)
    if unsigned:
        found.good(f"anchors: {unsigned} are not signed: they prove nothing against whoever owns "
                   "the database file")  # fmt: skip
    count = connection.execute(_ROWS).scalar_one()
    # A row that a head covers may be later than it: its clock was ahead, and was set right.
    ends = [row.at for row in connection.execute(_ENDS) if row.seq > (row.signed_seq or 0)]
    last = max(ends, default=None)
    begun = newest.at if newest else connection.execute(_FIRST_KEY).scalar()
    covered = newest.rows if newest else 0
    if count > covered and begun and last and last - begun > UNSIGNED_FOR:
        found.broken(
            f"heads: {count - covered} rows after the newest one go on until {when(last)}, and no "
            "head covers them: heads were removed, or nothing signed"
        )
    if newest:
        since = when(heads[0].at)
        said = f"heads: {len(heads)}, since {since}; the newest covers {covered} of {count} rows"
        found.good(said)
        found.good(f"newest head: {newest}")


def _check_kept(
    kept: Head,
    heads: Sequence[Head],
    keys: dict[str, KnownKey],
    wrong: frozenset[int],
    found: Examined,
) -> None:
    name = f"kept head {kept.number} ({_of(kept)}, {when(kept.at)})"
    if why := why_not(kept, keys):
        found.broken(f"{name}: {why}")
        return
    here = next((one for one in heads if one.number == kept.number), None)
    last = heads[-1].number if heads else 0
    if here is None and last < kept.number:
        there = f"its newest head is number {last}" if last else "it has none"
        found.broken(
            f"{name}: it counted {kept.rows} rows, and this ledger ends before it ({there}): rows "
            "were cut off, or this is an older copy"
        )
    elif here is None:
        found.broken(f"{name}: it was removed from this ledger")
    elif not here.same_history(kept):
        found.broken(f"{name}: this ledger has another history under that number")
    elif kept.number in wrong:
        found.broken(f"{name}: the rows that it covers were changed or are gone")
    else:
        found.good(f"{name}: the ledger still holds exactly these {kept.rows} rows")


def _of(head: Head) -> str:
    return "the whole house" if head.fair_id == ALL else f"fair {head.fair_id}"


def _span(first: int, last: int) -> str:
    return f"number {first}" if first == last else f"numbers {first} to {last}"


_LATE = (
    select(func.count())
    .select_from(anchor.join(head_table, anchor.c.number == head_table.c.number))
    .where(anchor.c.at > head_table.c.at)
)
_HEADS = select(head_table).order_by(head_table.c.number)
_ANCHORS = (
    select(anchor.c.number, anchor.c.stream, anchor.c.seq, ledger.c.hash)
    .select_from(
        anchor.outerjoin(
            ledger, and_(ledger.c.stream == anchor.c.stream, ledger.c.seq == anchor.c.seq)
        )
    )
    .where(anchor.c.number.is_not(None))
    .order_by(anchor.c.number, anchor.c.stream, anchor.c.seq)
)
_UNSIGNED = select(func.count()).select_from(anchor).where(anchor.c.number.is_(None))
_ROWS = select(func.count()).select_from(ledger)
_ENDS = TIPS.add_columns(ledger.c.at)
_FIRST_KEY = select(func.min(key_table.c.at))
_SOME_ROW = select(ledger.c.seq).limit(1)
