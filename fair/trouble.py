"""What can be wrong with the machine under us, by its cause: what it is, and what to do about it.

An error of the database or the system is told apart here and nowhere else. People are told that
nothing can be saved; the log and the organiser's board name the cause.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import psycopg


class Trouble(StrEnum):
    FULL = "full"
    READ_ONLY = "read_only"
    LOCKED = "locked"
    MEMORY = "memory"
    CLOCK = "clock"
    AHEAD = "ahead"
    SILENT = "silent"
    AWAY = "away"
    BROKEN = "broken"


# In English, for the log and the command line; the board's words are in templates/board/_sick.html.
SAYS: Mapping[Trouble, str] = {
    Trouble.FULL: "the disk is full: make room on it, and saving goes on by itself",
    Trouble.READ_ONLY: "the database is read-only: make its disk and its file writable for this "
    "account (a disk that fails is made read-only by the system, whose log says so)",
    Trouble.LOCKED: "the database is locked by another program: end what else has it open, such as "
    "a backup or a database tool",
    Trouble.MEMORY: "no memory: end other programs, or give the machine more",
    Trouble.CLOCK: "the clock was set back: set it right, or restart Fair if it is right now",
    Trouble.AHEAD: "the clock here is ahead of that of all others: set it right (NTP), and saving "
    "goes on by itself; until then nothing is saved here, and another process leads",
    Trouble.SILENT: "Fair's own clock stands still: nothing that is due happens; restart Fair",
    Trouble.AWAY: "the database server cannot be reached, or lets nobody in: start PostgreSQL, "
    "look at the network on the way to it, at the password, and whether it has as many connections "
    "as its max_connections lets it (18 for each process of Fair); saving goes on by itself",
    Trouble.BROKEN: "the database cannot be read or written: its disk fails, or its file is "
    "damaged; look at the disk, and take the newest backup where the file is damaged",
}


class WrongClock(Exception):
    """The clock of this machine was set wrong while others go on by the right one."""


_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_NOMEM: Trouble.MEMORY,
    sqlite3.SQLITE_IOERR: Trouble.BROKEN,
    sqlite3.SQLITE_CORRUPT: Trouble.BROKEN,
    sqlite3.SQLITE_CANTOPEN: Trouble.BROKEN,
    sqlite3.SQLITE_NOTADB: Trouble.BROKEN,
    sqlite3.SQLITE_PROTOCOL: Trouble.LOCKED,
}
# By the first signs of an SQLSTATE; a longer beginning goes first.
_POSTGRES = {
    "53100": Trouble.FULL,
    "53200": Trouble.MEMORY,
    "53300": Trouble.AWAY,
    "25006": Trouble.READ_ONLY,
    "25P03": Trouble.AWAY,
    "42501": Trouble.READ_ONLY,
    "55P03": Trouble.LOCKED,
    "40": Trouble.LOCKED,
    "58": Trouble.BROKEN,
    "XX": Trouble.BROKEN,
    "08": Trouble.AWAY,
    "28": Trouble.AWAY,
    "3D": Trouble.AWAY,
    "57": Trouble.AWAY,
}
_SYSTEM = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EFBIG: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
    errno.ENOMEM: Trouble.MEMORY,
    errno.EIO: Trouble.BROKEN,
}
# Of these nothing was saved, even where the commit itself said so.
SURELY_NOT_SAVED = (Trouble.FULL, Trouble.READ_ONLY, Trouble.LOCKED, Trouble.AHEAD)
_PRIMARY = 0xFF
_PROBE_BYTES = 8192


def cause_of(error: BaseException) -> Trouble | None:
    """Return what is wrong with the machine; None for a bug of ours, and for a rule's refusal."""
    for one in _within(error):
        if isinstance(one, MemoryError):
            return Trouble.MEMORY
        if isinstance(one, WrongClock):
            return Trouble.AHEAD
        code = getattr(one, "sqlite_errorcode", None)
        if code is not None and (found := _SQLITE.get(code & _PRIMARY)):
            return found
        if isinstance(one, psycopg.Error):
            return _of_postgres(one)
        if isinstance(one, OSError) and not isinstance(one, ConnectionError):
            return _SYSTEM.get(one.errno or 0)
    return None


def _of_postgres(error: psycopg.Error) -> Trouble | None:
    state = error.sqlstate or ""
    for begins, trouble in _POSTGRES.items():
        if state.startswith(begins):
            return trouble
    # Without a state it is no answer of the server's: there was none.
    gone = isinstance(error, psycopg.OperationalError) and not state
    return Trouble.AWAY if gone else None


def cause_at(error: BaseException, folder: Path | None) -> Trouble | None:
    """Return the cause; where the error itself is vague, ask the disk under `folder`."""
    found = cause_of(error)
    if found is Trouble.BROKEN and folder is not None:
        return probe(folder) or found
    return found


def probe(folder: Path) -> Trouble | None:
    """Write a little into a folder and take it away again; return what was in the way."""
    file = folder / f".fair-probe-{os.getpid()}"
    try:
        if os.statvfs(folder).f_flag & os.ST_RDONLY:
            return Trouble.READ_ONLY
        try:
            with file.open("wb") as out:
                out.write(b"\0" * _PROBE_BYTES)
                out.flush()
                os.fsync(out.fileno())
        finally:
            file.unlink(missing_ok=True)
    except OSError as error:
        return _SYSTEM.get(error.errno or 0, Trouble.BROKEN)
    return None


def _within(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it came from: SQLAlchemy wraps what the driver raised."""
    seen: set[int] = set()
    inner: BaseException | None = error
    while isinstance(inner, BaseException) and id(inner) not in seen:
        seen.add(id(inner))
        yield inner
        inner = getattr(inner, "orig", None) or inner.__cause__
