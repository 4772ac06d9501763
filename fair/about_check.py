"""Whether the index of the ledger says what its rows say: whoever cuts it hides part of a history.

The sums of both sides are compared first, one for each stream, so that memory does not grow with
the ledger; row by row only those streams are read whose sums differ. The hashes are this process's
own, with a salt that nobody knows: no two sets of rows can be made to have one sum.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import BigInteger, Connection, Select, select, type_coerce

from fair.decisions import FACTS
from fair.folds import ROW_MISSING, ROW_TOO_MANY, Difference
from fair.ledger import CARRIES, ledger, version_of
from fair.subjects import fact_about, subjects

_TURN = 1 << 64
_EACH = 20  # of one stream so many are named
_AT_ONCE = 2000
# Subject, its id, the instant in microseconds, the stream and the number in it.
_Row = tuple[str, str, int, str, int]
_INDEX = select(
    fact_about.c.subject,
    fact_about.c.ref,
    type_coerce(fact_about.c.at, BigInteger),
    fact_about.c.stream,
    fact_about.c.seq,
)
_ROWS = select(ledger.c.kind, ledger.c.data, type_coerce(ledger.c.at, BigInteger), ledger.c.seq)


class Abouts:
    """What the index must be: `add` is told each row of the ledger, `differences` compares.

    Streams from before facts carried what they carry now are not compared. `speaks` says what the
    facts of a kind are about; kinds that stand in no history are not in it.
    """

    def __init__(self) -> None:
        self.speaks = {kind: found for kind, of in FACTS.items() if (found := subjects(of))}
        self._left: dict[str, int] = defaultdict(int)
        self._old: dict[str, bool] = {}

    def add(self, kind: str, data: Mapping[str, Any], at: int, here: tuple[str, int]) -> None:
        """Count a row of the ledger; `here` is its stream and number."""
        stream, seq = here
        if self._is_old(stream):
            return
        # As in `_told`, which is asked only where something differs; here every fact comes by.
        for subject, field in self.speaks.get(kind, ()):
            if ref := data.get(field):
                self._left[stream] += hash((subject, ref, at, stream, seq))

    def differences(self, connection: Connection) -> Iterator[Difference]:
        """Yield what the index has too few and too many; the whole ledger was added before."""
        left = self._left
        for row in _read(connection, _INDEX):
            left[row[3]] -= hash(row)  # that of the tuple of its values
        for stream, rest in left.items():
            if rest % _TURN and not self._is_old(stream):
                yield from islice(self._named(connection, stream), _EACH)

    def _is_old(self, stream: str) -> bool:
        if stream not in self._old:
            self._old[stream] = version_of(stream) < CARRIES
        return self._old[stream]

    def _named(self, connection: Connection, stream: str) -> Iterator[Difference]:
        both = merge(self._told(connection, stream), _kept(connection, stream), key=itemgetter(0))
        for seq, found in groupby(both, key=itemgetter(0)):
            sides: tuple[set[_Row], set[_Row]] = set(), set()
            for _, side, row in found:
                sides[side].add(row)
            told, kept = sides
            for rows, what in ((told - kept, ROW_MISSING), (kept - told, ROW_TOO_MANY)):
                for row in sorted(rows):
                    yield Difference(
                        fact_about.name, f"{row[0]} {row[1]} {stream} {seq}", "", *what
                    )

    def _told(self, connection: Connection, stream: str) -> Iterator[tuple[int, int, _Row]]:
        query = _ROWS.where(ledger.c.stream == stream).order_by(ledger.c.seq)
        for kind, data, at, seq in _read(connection, query):
            if speaks := self.speaks.get(kind):
                said = _read_of(data)
                for subject, field in speaks:
                    if ref := said.get(field):
                        yield seq, 0, (subject, ref, at, stream, seq)


def _read_of(data: str) -> Mapping[str, Any]:
    """Return what a row says; nothing where it cannot be read, which the chain tells."""
    try:
        said = orjson.loads(data)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _kept(connection: Connection, stream: str) -> Iterator[tuple[int, int, _Row]]:
    query = _INDEX.where(fact_about.c.stream == stream).order_by(fact_about.c.seq)
    yield from ((row[4], 1, tuple(row)) for row in _read(connection, query))


def _read(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        yield from rows
