"""What the facts add up to while the ledger is read: some in memory, the others in a file aside.

However long the ledger is, at most so many things stand in memory; those begun longest ago go to a
temporary file, which the system deletes, and come back when a fact speaks of them again.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

import orjson

from fair.folds import Row

MOST = 40_000  # things in memory, about 1 kB each


_SOME = "SELECT key, row FROM thing WHERE of = ? AND key IN (SELECT value FROM json_each(?))"
_FORGET = "DELETE FROM thing WHERE of = ? AND key IN (SELECT value FROM json_each(?))"


class FoldedThings:
    """The things of all tables, by table and key."""

    def __init__(self, most: int = MOST) -> None:
        self.erased: set[tuple[str, str]] = set()
        self._most, self._count = most, 0
        self._here: dict[str, dict[str, Row]] = defaultdict(dict)
        self._aside: sqlite3.Connection | None = None

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
        back = self._fetch(table, key)
        if back is None:
            return {}
        self.new(table, key, back)
        return back

    def drop(self, table: str, key: str) -> None:
        """Forget a thing."""
        self.take(table, key)

    def take(self, table: str, key: str) -> Row | None:
        """Return a thing and forget it; None where none is known."""
        found = self._here[table].pop(key, None)
        if found is None:
            return self._fetch(table, key)
        self._count -= 1
        return found

    def take_each(self, table: str, keys: Sequence[str]) -> list[Row | None]:
        """Return these things and forget them, None for each that is not known."""
        here = self._here[table]
        found = [here.pop(key, None) for key in keys]
        lost = [key for key, row in zip(keys, found, strict=True) if row is None]
        self._count -= len(keys) - len(lost)
        if not lost or self._aside is None:
            return found
        asked = (table, orjson.dumps(lost).decode())
        back = dict(self._aside.execute(_SOME, asked))
        self._aside.execute(_FORGET, asked)
        return [
            orjson.loads(back[key]) if row is None and key in back else row
            for key, row in zip(keys, found, strict=True)
        ]

    def rest(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield what is left of a table."""
        yield from self._here[table].items()
        if self._aside is not None:
            left = "SELECT key, row FROM thing WHERE of = ? ORDER BY key"
            for key, row in self._aside.execute(left, (table,)):
                yield key, orjson.loads(row)

    def close(self) -> None:
        """Delete the file aside."""
        if self._aside is not None:
            self._aside.close()

    def _put_aside(self) -> None:
        """Put a quarter of each table aside: what began longest ago, or came back so."""
        if self._aside is None:
            self._aside = _file()
        gone: list[tuple[str, str, bytes]] = []
        for table, here in self._here.items():
            oldest = list(islice(here, len(here) // 4 + 1))
            gone += [(table, key, orjson.dumps(here.pop(key))) for key in oldest[: len(here) - 1]]
        self._count -= len(gone)
        gone.sort()
        self._aside.execute("BEGIN")
        self._aside.executemany("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", gone)
        self._aside.execute("COMMIT")

    def _fetch(self, table: str, key: str) -> Row | None:
        if self._aside is None:
            return None
        row = self._aside.execute(
            "DELETE FROM thing WHERE of = ? AND key = ? RETURNING row", (table, key)
        ).fetchone()
        found: Row | None = orjson.loads(row[0]) if row else None
        return found


def _file() -> sqlite3.Connection:
    """Open a file that nobody else can find, and that is gone when it is closed."""
    made = sqlite3.connect("", isolation_level=None)
    for said in (
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA cache_size = -8000",
        "CREATE TABLE thing (of TEXT, key TEXT, row BLOB, PRIMARY KEY (of, key)) WITHOUT ROWID",
    ):
        made.execute(said)
    return made
