"""What the facts add up to while the ledger is read: some in memory, the others in a file aside.

However long the ledger is, at most so many things stand in memory; those begun longest ago go to a
temporary file, which the system deletes, and come back when a fact speaks of them again.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

import orjson

from fair.folds import Row

MOST = 40_000  # things in memory, about 1 kB each


class FoldedThings:
    """The things of all tables, by table and key."""

    def __init__(self, most: int = MOST) -> None:
        self.erased: set[tuple[str, str]] = set()
        self._most = most
        self._here: dict[tuple[str, str], Row] = {}
        self._aside: sqlite3.Connection | None = None

    def new(self, table: str, key: str, row: Row) -> None:
        """Keep a thing that begins."""
        here = self._here
        here[table, key] = row
        if len(here) > self._most:
            self._put_aside()

    def get(self, table: str, key: str) -> Row:
        """Return a thing; {} where none is known."""
        found = self._here.get((table, key))
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
        found = self._here.pop((table, key), None)
        return self._fetch(table, key) if found is None else found

    def rest(self, table: str) -> Iterator[tuple[str, Row]]:
        """Yield what is left of a table."""
        yield from [(key, row) for (of, key), row in self._here.items() if of == table]
        if self._aside is not None:
            for key, row in self._aside.execute(
                "SELECT key, row FROM thing WHERE of = ?", (table,)
            ):
                yield key, orjson.loads(row)

    def close(self) -> None:
        """Delete the file aside."""
        if self._aside is not None:
            self._aside.close()

    def _put_aside(self) -> None:
        if self._aside is None:
            self._aside = sqlite3.connect("", isolation_level=None)
            self._aside.execute("PRAGMA journal_mode = OFF")
            self._aside.execute("PRAGMA synchronous = OFF")
            self._aside.execute("PRAGMA cache_size = -8000")
            self._aside.execute(
                "CREATE TABLE thing (of TEXT, key TEXT, row BLOB, PRIMARY KEY (of, key)) "
                "WITHOUT ROWID"
            )
        oldest: list[tuple[str, str]] = []
        for pair in self._here:
            oldest.append(pair)
            if len(oldest) >= self._most // 4:
                break
        oldest.sort()
        gone: list[tuple[Any, ...]] = [
            (*pair, orjson.dumps(self._here.pop(pair))) for pair in oldest
        ]
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
