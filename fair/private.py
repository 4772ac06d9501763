"""Files that only this account reads: made so before their first byte, else corrected.

Here are the database, the secret and the sign-in links: whoever reads one of them is everybody.
"""

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

log = logging.getLogger("fair.private")
FILE, FOLDER = 0o600, 0o700
_OTHERS = 0o077


def from_now_on() -> None:
    """Let this process make nothing that others can read, whoever writes the file."""
    os.umask(_OTHERS)


def folder(path: Path) -> None:
    """Make a folder that only this account enters; one that is there stays as it is."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)


def own_folder(path: Path) -> None:
    """Make a folder of ours that only this account enters, and correct one that others enter."""
    folder(path)
    _correct(path, FOLDER)


def file(path: Path) -> None:
    """Make an empty file that only this account reads, or correct one that others read."""
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, FILE))
    _correct(path, FILE)


def write(path: Path, text: str) -> None:
    """Put a text into a file that only this account reads."""
    folder(path.parent)
    file(path)
    path.write_text(text, "utf-8")


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that is there once it is whole, and for this account alone.

    Raises `FileExistsError` where there is one of that name, and `OSError` where it cannot be
    written: then nothing of it is left.
    """
    if path.exists():
        raise FileExistsError(path)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    file(part)
    try:
        with part.open("wb") as out:
            yield out
        if path.exists():
            raise FileExistsError(path)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def _correct(path: Path, mode: int) -> None:
    found = path.stat()
    if found.st_mode & _OTHERS and found.st_uid == os.getuid():
        path.chmod(mode)
        log.warning("%s could be read by others (%o): now only by us", path, found.st_mode & 0o777)
