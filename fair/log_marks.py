"""By what lines of the log belong together: the request or packet, and the work it led to.

A mark is made of chance, or of an instant of the ledger; it says nothing of anybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from fair import draws
from fair.instants import microseconds

_REQUEST = ContextVar("request", default="")
_WORK = ContextVar("work", default="")
_LENGTH = 8


def begin_request() -> str:
    """Give what is asked from now on in this task a mark of its own, which people may be shown."""
    mark = draws.mark()[:_LENGTH]
    _REQUEST.set(mark)
    return mark


def request() -> str:
    """Return the mark of what is asked now; empty where nobody asks."""
    return _REQUEST.get()


@contextmanager
def asked_by(mark: str) -> Iterator[None]:
    """Do what is inside as a part of the request with this mark, on whichever thread."""
    before = _REQUEST.set(mark)
    try:
        yield
    finally:
        _REQUEST.reset(before)


@contextmanager
def working(what: str, now: datetime) -> Iterator[None]:
    """Name the work that is done inside: by its kind, and its instant in the ledger."""
    before = _WORK.set(f"{what}@{microseconds(now)}")
    try:
        yield
    finally:
        _WORK.reset(before)


def all_now() -> dict[str, str]:
    """Return the marks that a line of the log bears now, by their names."""
    marks = {"request": _REQUEST.get(), "work": _WORK.get()}
    return {name: mark for name, mark in marks.items() if mark}
