"""A copy of a SQLite file while a server writes to it, and its way back into the place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fair import one_server, private
from fair.engines import file_of
from fair.sqlite import BESIDE

NAME = "fair.db"


def save(url: str, folder: Path) -> None:
    """Copy the database into a folder: everything that was saved before, in one instant."""
    out = folder / NAME
    private.file(out)
    with (
        closing(sqlite3.connect(f"{_file(url).absolute().as_uri()}?mode=ro", uri=True)) as here,
        closing(sqlite3.connect(out)) as there,
    ):
        here.backup(there)
        there.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it


def why_not(url: str, *, over: bool) -> str:
    """Return, in a sentence, why nothing may be put in this place; where it may, hold it, empty."""
    lock = one_server.lock_of(url)
    if lock and (elsewhere := one_server.hold(lock, "a restore")):
        return f"A server of Fair has this database, at {elsewhere}. Stop it first"
    if _file(url).exists() and not over:
        let_go(url)
        return (
            f"There is a database at {_file(url).absolute()}. With --over it is put aside, and "
            "the backup takes its place"
        )
    return ""


def let_go(url: str) -> None:
    """Let a server have the place."""
    if lock := one_server.lock_of(url):
        one_server.let_go(lock)


@contextmanager
def beside(url: str, folder: Path) -> Iterator[str]:
    """Give the address of a copy beside the place, which is looked at first and gone afterwards."""
    new = _new(url)
    private.folder(new.parent)
    for one in _all(new):
        one.unlink(missing_ok=True)
    private.file(new)
    try:
        with (
            closing(sqlite3.connect(folder / NAME)) as here,
            closing(sqlite3.connect(new)) as there,
        ):
            here.backup(there)
        yield f"sqlite:///{new}"
    finally:
        for one in _all(new):
            one.unlink(missing_ok=True)


def put(url: str, ending: str) -> list[Path]:
    """Move the copy into the place; what was there is kept under another `ending`, and returned."""
    new, place = _new(url), _file(url)
    with closing(sqlite3.connect(new)) as there:
        there.execute("PRAGMA journal_mode = DELETE")
    aside = []
    for one in _all(place):
        if one.exists():
            ends = one.name.removeprefix(place.name)
            aside.append(one.replace(place.with_name(f"{place.name}{ending}{ends}")))
    new.replace(place)
    return aside


def _all(file: Path) -> Iterator[Path]:
    yield file
    for ending in BESIDE:
        yield file.with_name(file.name + ending)


def _new(url: str) -> Path:
    return _file(url).with_name(f"{_file(url).name}.restoring")


def _file(url: str) -> Path:
    file = file_of(url)
    if file is None:
        raise ValueError("this is no SQLite file")
    return file
