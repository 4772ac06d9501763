"""Reading the ledger once, in the order of what happened, and checking every hash on the way.

Streams are read side by side by their instants, some rows of each at a time, so that memory does
not grow with the ledger but only with how many streams were written at one time. After a break it
goes on with the row's own hash: every break is told, not the first one only.
"""

import heapq
from collections.abc import Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, select, type_coerce

from fair.folds import ROW_MISSING, ROW_TOO_MANY, Difference
from fair.instants import EPOCH, SECOND
from fair.ledger import CARRIES, GENESIS, Break, anchor, fair_of, ledger, sealed_reason, version_of
from fair.reasons import reason as reason_table

AT_ONCE = 1000  # rows of a stream that are read together
_NEVER = (1 << 62, "")

_AT = type_coerce(ledger.c.at, BigInteger).label("at")
_SOME = (
    select(
        _AT,
        ledger.c.seq,
        ledger.c.kind,
        ledger.c.data,
        ledger.c.hash,
        ledger.c.fair_id,
        ledger.c.author,
        ledger.c.reason,
    )
    .where(ledger.c.stream == bindparam("stream"), ledger.c.seq > bindparam("after"))
    .order_by(ledger.c.seq)
    .limit(AT_ONCE)
)
_REASONS = select(
    reason_table.c.id,
    reason_table.c.command,
    reason_table.c.text,
    reason_table.c.salt,
    type_coerce(reason_table.c.at, BigInteger).label("at"),
).order_by(reason_table.c.id)
_NEXT_STREAM = (
    select(ledger.c.stream, _AT)
    .where(ledger.c.stream > bindparam("after"))
    .order_by(ledger.c.stream, ledger.c.seq)
    .limit(1)
)


_FACTS = _SOME.with_only_columns(_AT, ledger.c.seq, ledger.c.kind, ledger.c.data)


class _Stream:
    """One stream, as far as it was read."""

    def __init__(self, connection: Connection, name: str, some: Select[Any] = _SOME) -> None:
        self.name, self.fair_id, self._some = name, fair_of(name), some
        self.seq, self.at = 0, 0
        self.head: str | None = GENESIS  # none after a gap: what went before is not known
        self.anchors = [
            (kept.seq, kept.hash)
            for kept in connection.execute(
                select(anchor.c.seq, anchor.c.hash)
                .where(anchor.c.stream == name)
                .order_by(anchor.c.seq.desc())
            )
        ]
        self._connection = connection
        self._left: Sequence[Any] = []
        self._after = -SECOND

    def some(self) -> Sequence[Any]:
        """Return the next rows; none at the end."""
        if not self._left:
            found = self._connection.execute(
                self._some, {"stream": self.name, "after": self._after}
            )
            self._left = found.all()
            if self._left:
                self._after = self._left[-1].seq
        rows, self._left = self._left, []
        return rows

    def put_back(self, rows: Sequence[Any]) -> None:
        """Keep rows for later: other streams come first."""
        self._left = rows


class Reading:
    """One reading of the whole ledger: `facts` yields it, the rest is known when that is done.

    `here` is the stream and number of the row that was yielded last. Not `chained`, it checks no
    hash and knows no reason: where another reading of the same snapshot does.
    """

    def __init__(self, connection: Connection, *, chained: bool = True) -> None:
        self.connection, self._chained = connection, chained
        self.rows = self.streams = 0
        self.breaks: list[Break] = []
        self.newest = 0
        self.here = "", 0
        self._reasons: dict[str, tuple[str, int]] = {}
        self._second, self._told = -1, ""  # rows follow each other within a second
        # since when facts carry what the present version asks for: 0 for always, None for not yet
        self.carries_since: int | None = 0

    def facts(self) -> Iterator[tuple[str, str, int]]:
        """Yield (kind, data, instant) of every row, by instant, stream and number."""
        some, chained = (_SOME if self._chained else _FACTS), self._chained
        starts = list(_starts(self.connection))
        heapq.heapify(starts)
        self.streams = len(starts)
        opened: dict[str, _Stream] = {}
        carrying = [at for at, name in starts if version_of(name) >= CARRIES]
        from_before = len(carrying) < len(starts)
        self.carries_since = min(carrying, default=None) if from_before else 0
        while starts:
            _, name = heapq.heappop(starts)
            stream = opened.get(name) or _Stream(self.connection, name, some)
            opened[name] = stream
            until = starts[0] if starts else _NEVER
            while rows := stream.some():
                for place, row in enumerate(rows):
                    at = row[0]
                    if at >= until[0] and (at, name) > until:
                        stream.put_back(rows[place:])
                        heapq.heappush(starts, (at, name))
                        break
                    if chained:
                        self._check(stream, row)
                    else:
                        self.here, stream.at = (name, row[1]), at
                    yield row[2], row[3], at
                else:
                    continue
                break
            else:
                self._end(opened.pop(name))
        if chained:
            self.breaks += _streams_gone(self.connection)

    def unreadable(self) -> None:
        """Note that the row that was yielded last does not say what facts of its kind say."""
        self.breaks.append(Break(*self.here, "the row does not say what such a fact says"))

    def reasons(self) -> Iterator[Difference]:
        """Compare what was given as reasons with their seals; after `facts` is done."""
        left = dict(self._reasons)
        for row in self.connection.execute(_REASONS, execution_options={"yield_per": AT_ONCE}):
            sealed, at = left.pop(row.id, (None, 0))
            if sealed is None:
                yield Difference("reason", row.id, "", *ROW_TOO_MANY)
            elif sealed_reason(row.command, row.text, row.salt) != sealed:
                now = f"{row.command}: {row.text}"
                yield Difference("reason", row.id, "text", "other words or another command", now)
            elif row.at != at:
                yield Difference("reason", row.id, "at", at, row.at)
        for ref in left:
            yield Difference("reason", ref, "", *ROW_MISSING)

    def _check(self, stream: _Stream, row: Any) -> None:
        self.rows += 1
        at, seq, _, _, kept, fair_id, _, reason = row
        name = stream.name
        self.here = name, seq
        if seq != stream.seq + 1:
            self._missing(stream, seq)
        if reason:
            ref, _, sealed = reason.partition(".")
            self._reasons[ref] = sealed, at
        if stream.head is not None and self._hash(stream.head, name, row) != kept:
            self.breaks.append(Break(name, seq, "the row was changed"))
        if fair_id != stream.fair_id:
            self.breaks.append(Break(name, seq, "the row stands under another fair"))
        if at < stream.at:
            self.breaks.append(Break(name, seq, "the row is older than the one before it"))
        stream.seq, stream.at, stream.head = seq, at, kept
        anchors = stream.anchors
        if anchors and anchors[-1][0] == seq and anchors.pop()[1] != kept:
            self.breaks.append(Break(name, seq, "the row differs from its anchor"))

    def _hash(self, head: str, name: str, row: Any) -> str:
        """Return the hash of a row, as `fair.ledger.chain` makes it."""
        at, seq, kind, data, _, _, author, reason = row
        seconds, rest = divmod(at, SECOND)
        if seconds != self._second:
            self._second = seconds
            self._told = (EPOCH + timedelta(seconds=seconds)).isoformat()[:19]
        text = f"{head}\n{name}\n{seq}\n{self._told}.{rest:06d}+00:00\n{kind}\n{data}"
        if author or reason:
            text = f"2\n{text}\n{author}\n{reason}"
        return sha256(text.encode()).hexdigest()

    def _missing(self, stream: _Stream, seq: int) -> None:
        lost = seq - stream.seq - 1
        if lost > 0:
            why = "a row is missing" if lost == 1 else f"{lost} rows are missing from here on"
            self.breaks.append(Break(stream.name, stream.seq + 1, why))
        else:
            self.breaks.append(Break(stream.name, seq, "there is a row before the first"))
        while stream.anchors and stream.anchors[-1][0] < seq:
            stream.anchors.pop()
        stream.head = None

    def _end(self, stream: _Stream) -> None:
        self.newest = max(self.newest, stream.at)
        if self._chained and stream.anchors:
            self.breaks.append(Break(stream.name, stream.seq + 1, "the end was cut off"))


def verify(connection: Connection) -> tuple[int, list[Break]]:
    """Check every chain and anchor; return how many rows were read and every break."""
    reading = Reading(connection)
    for _ in reading.facts():
        pass
    return reading.rows, reading.breaks


def _starts(connection: Connection) -> Iterator[tuple[int, str]]:
    """Yield every stream's first instant and name; asked one by one, off the index."""
    after = ""
    while row := connection.execute(_NEXT_STREAM, {"after": after}).first():
        yield row.at, row.stream
        after = row.stream


def _streams_gone(connection: Connection) -> Iterator[Break]:
    has_rows = select(ledger.c.seq).where(ledger.c.stream == anchor.c.stream).exists()
    for row in connection.execute(select(anchor.c.stream).where(~has_rows).distinct()):
        yield Break(row.stream, 1, "the end was cut off")
