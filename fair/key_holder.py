"""The key of this process: found, made at the first start, or missed, which is then said.

A new key is written beside its place, recorded, and then moved there: whenever the power fails in
between, the next start finishes it.
"""

import logging
import os
from pathlib import Path

from sqlalchemy import Connection, func, select

from fair import ledger_key
from fair.db import Database, Work
from fair.decisions import SYSTEM
from fair.key_record import newest_key, record_key
from fair.ledger import ledger
from fair.ledger_key import Key, KeyUnreadable
from fair.quiet_log import QuietLog
from fair.settings import Settings

quiet = QuietLog(logging.getLogger("fair.ledger"))
_SIGNS_ANEW = "; if it is lost for good, `fair ledger new-key --lost` begins a new one"


class KeyMissing(Exception):
    """The key that signs is not there; the text says why, and what to do."""


class KeyHolder:
    """Holds the key that signs, or says as `trouble`, in a sentence, why there is none."""

    def __init__(self, settings: Settings) -> None:
        self.path = ledger_key.path_of(settings)
        self.key: Key | None = None
        self.trouble = ""

    async def open(self, database: Database) -> None:
        """Find the key that the record names; at the very first start make it and record it."""
        self.key, self.trouble = None, ""
        known, written = await database.read(_known)
        try:
            self._finish(known)
            found = ledger_key.load(self.path)
        except KeyUnreadable as error:
            self._miss(str(error))
            return
        except OSError as error:
            self._miss(f"{self.path} cannot be written: {error.strerror}")
            return
        if found is None and not known:
            await self._make(database)
        elif found is None:
            self._miss(f"the key of the ledger, {self.path}, is missing: bring it back")
        elif found.public == known:
            self.key = found
        elif not known and not written:
            await database.write(lambda work: record_key(work, found), SYSTEM, "the ledger's key")
            self.key = found
        elif not known:
            self._miss(
                f"{self.path} is there, but this ledger names no key: it is a copy from before "
                "the key, or its signatures were taken away"
            )
        else:
            self._miss(f"{self.path} is not the key that this ledger names")

    async def look_again(self, database: Database) -> None:
        """Take the new key where another process has put one in the place of ours."""
        known, _ = await database.read(_known)
        if self.trouble or (self.key and self.key.public != known):
            await self.open(database)

    def check(self, connection: Connection) -> str:
        """Return what is wrong with the key, changing nothing; empty where it is right."""
        known, written = _known(connection)
        try:
            found = ledger_key.load(self.path)
        except KeyUnreadable as error:
            return str(error)
        if found is None:
            return f"the key of the ledger, {self.path}, is missing{_SIGNS_ANEW}" if known else ""
        if found.public == known or not (known or written):
            return ""
        return f"{self.path} is not the key that this ledger names{_SIGNS_ANEW}"

    async def renew(self, database: Database, head: str, *, lost: bool) -> None:
        """Let a new key sign from now on, which vouches for `head`; the old one signs for it.

        Raises `KeyMissing` where the old one is not there and that it is `lost` was not said.
        """
        if self.key is None and not lost:
            raise KeyMissing(f"{self.trouble or 'there is no key yet'}{_SIGNS_ANEW}")
        before, made = None if lost else self.key, Key.make()
        made.keep(self.beside)
        await database.write(
            lambda work: record_key(work, made, head=head, before=before), SYSTEM, "a new key"
        )
        if lost and self.path.exists():  # whosever it is, it is not destroyed
            self.path.replace(self.path.with_name(f"{self.path.name}.not-ours"))
        self.put()
        self.key, self.trouble = made, ""

    async def _make(self, database: Database) -> None:
        made = Key.make()
        try:
            made.keep(self.beside)
        except OSError as error:
            self._miss(f"{self.path} cannot be written: {error.strerror}")
            return

        def first(work: Work) -> bool:
            return not newest_key(work.connection) and record_key(work, made)

        done, _ = await database.write(first, SYSTEM, "the ledger's key")
        if done:
            self.put()
            self.key = made
        else:  # another process made one in the same instant
            self.beside.unlink()
            await self.open(database)

    @property
    def beside(self) -> Path:
        """Where a key that this process makes waits until it is recorded."""
        return self.path.with_name(f"{self.path.name}.new-{os.getpid()}")

    def put(self) -> None:
        """Move the key that was just recorded to its place."""
        self.beside.replace(self.path)

    def _finish(self, known: str) -> None:
        """Put a key to its place that was recorded just before the power failed."""
        for left in self.path.parent.glob(f"{self.path.name}.new-*"):
            key = ledger_key.load(left)
            if known and key and key.public == known:
                left.replace(self.path)

    def _miss(self, why: str) -> None:
        self.trouble = why
        quiet.tell(f"the ledger is not signed: {why}{_SIGNS_ANEW}", logging.ERROR)


def root_of(holder: KeyHolder) -> str:
    """Return the public key of the file; empty where there is none that can be read."""
    try:
        found = ledger_key.load(holder.path)
    except KeyUnreadable:
        return ""
    return found.public if found else ""


def _known(connection: Connection) -> tuple[str, bool]:
    """Return the key that the record names, and whether anything was written ever."""
    return newest_key(connection), bool(connection.execute(_ANY).scalar())


_ANY = select(func.count()).select_from(select(ledger.c.seq).limit(1).subquery())
