"""What the facts add up to while the ledger is read: some in memory, the others in a file aside.

However long the ledger is, at most so many things stand in memory; those begun longest ago go to a
temporary file, which the system deletes, and come back when a fact speaks of them again.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

import orjson

from fair.folds import Row

MOST = 50_000  # things in memory, about 1 kB each


class FoldedThings:
    """The things of all tables, by table and key."""

    def __init__(self, most: int = MOST) -> None:
        self.erased: set[tuple[str, str]] = set()
        self._most, self._count = most, 0
        self._here: dict[str, dict[str, Row]] = defaultdict(dict)
        self._aside: _Aside | None = None

    def new(self, table: str, key: str, row: Row) -> None:
        """Keep a thing that begins."""
        self._here[table][key] = row
        self._count += 1
        if self._count > self._most:
            self._put_aside()

    def get(self, table: str, key: str) -> Row:
        """Return a thing; {} where none is known."""
        found = self._here[table].get(key)
        if found is not None:
            return found
        back = self._aside.take(table, [key]).get(key) if self._aside else None
        if back is None:
            return {}
        self.new(table, key, back)
        return back

    def drop(self, table: str, key: str) -> None:
        """Forget a thing."""
        self.take_each(table, [key])

    def take_each(self, table: str, keys: Sequence[str]) -> list[Row | None]:
        """Return these things and forget them, None for each that is not known."""
        here = self._here[table]
        found = [here.pop(key, None) for key in keys]
        lost = [key for key, row in zip(keys, found, strict=True) if row is None]
        self._count -= len(keys) - len(lost)
        if not lost or self._aside is None:
            return found
        back = self._aside.take(table, lost)
        return [back.get(key) if row is None else row for key, row in zip(keys, found, strict=True)]

    def rest(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield what is left of a table."""
        yield from self._here[table].items()
        if self._aside is not None:
            yield from self._aside.rest(table)

    def close(self) -> None:
        """Delete the file aside."""
        if self._aside is not None:
            self._aside.close()

    def _put_aside(self) -> None:
        """Put a quarter of each table aside: what began longest ago, or came back so."""
        if self._aside is None:
            self._aside = _Aside()
        for table, here in self._here.items():
            some = min(len(here) // 4 + 1, len(here) - 1)
            oldest = [(key, here.pop(key)) for key in list(islice(here, max(0, some)))]
            self._count -= len(oldest)
            self._aside.put(table, oldest)


class _Aside:
    """A file that nobody else can find, and that is gone when it is closed.

    Rows are appended, and only the index of their keys is written here and there. What was taken
    is a bit each: nothing is deleted.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        for said in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "PRAGMA cache_size = -16000",
            "CREATE TABLE thing (n INTEGER PRIMARY KEY, key TEXT NOT NULL, row BLOB NOT NULL)",
            "CREATE UNIQUE INDEX thing_key ON thing (key)",
        ):
            self._file.execute(said)
        self._last = 0
        self._taken = bytearray()
        self._left: Counter[str] = Counter()
        # Rows of a table name the same columns in the same order: they are kept once.
        self._shapes: dict[tuple[str, ...], int] = {}
        self._columns: list[tuple[str, ...]] = []

    def put(self, table: str, rows: Sequence[tuple[str, Row]]) -> None:
        """Keep things of a table."""
        made = []
        for key, row in rows:
            self._last += 1
            made.append((self._last, f"{table}/{key}", self._packed(row)))
        made.sort(key=_key)
        self._file.execute("BEGIN")
        self._file.executemany("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", made)
        self._file.execute("COMMIT")
        self._taken.extend(bytes(self._last + 1 - len(self._taken)))
        self._left[table] += len(made)

    def take(self, table: str, keys: Sequence[str]) -> dict[str, Row]:
        """Return those of these things that are here; they are here no longer."""
        asked = orjson.dumps([f"{table}/{key}" for key in keys]).decode()
        found, taken, skip = {}, self._taken, len(table) + 1
        for n, key, row in self._file.execute(_SOME, (asked,)):
            if not taken[n]:
                taken[n] = 1
                found[key[skip:]] = self._unpacked(row)
        self._left[table] -= len(found)
        return found

    def rest(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield what was not taken of a table."""
        if self._left[table]:
            whole = (f"{table}/", f"{table}0")  # "0" comes after "/"
            for n, key, row in self._file.execute(_ALL, whole):
                if not self._taken[n]:
                    yield key[len(table) + 1 :], self._unpacked(row)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _packed(self, row: Row) -> bytes:
        columns = tuple(row)
        shape = self._shapes.get(columns)
        if shape is None:
            shape = self._shapes[columns] = len(self._columns)
            self._columns.append(columns)
        return orjson.dumps([shape, *row.values()])

    def _unpacked(self, packed: bytes) -> Row:
        shape, *values = orjson.loads(packed)
        return dict(zip(self._columns[shape], values, strict=True))


_SOME = "SELECT n, key, row FROM thing WHERE key IN (SELECT value FROM json_each(?))"
_ALL = "SELECT n, key, row FROM thing WHERE key >= ? AND key < ? ORDER BY key"


def _key(row: tuple[int, str, bytes]) -> str:
    return row[1]
