"""One server at a time: a lock on a file beside the database, which dies with the process."""

import fcntl
from pathlib import Path
from typing import IO

from fair import private
from fair.engines import file_of

_held: list[IO[str]] = []


def hold(path: Path, says: str) -> str:
    """Keep others off for as long as this process lives, however it ends.

    Returns what the one said that was here before us; an empty string where we have it now.
    """
    private.folder(path.parent)
    private.file(path)
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        with lock:
            return lock.read().strip() or "another port"
    lock.truncate(0)
    lock.write(says)
    lock.flush()
    _held.append(lock)
    return ""


def let_go(path: Path) -> None:
    """Let others have what this process held at this path."""
    for lock in [one for one in _held if one.name == str(path)]:
        _held.remove(lock)
        lock.close()


def lock_of(database_url: str) -> Path | None:
    """Return the file whose lock says that a server has this database; None for one elsewhere."""
    file = file_of(database_url)
    return file.with_name(f"{file.name}.serving") if file else None
