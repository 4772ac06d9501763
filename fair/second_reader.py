"""A second process that reads in the very snapshot in which this one reads.

What reads millions of rows has two cores, and still tells of one instant.
"""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection as Pipe
from typing import Any, TypeVar

from sqlalchemy import Connection

from fair import engines

T = TypeVar("T")
_ANSWERS_S = 2.0  # so long may the second process keep others from writing
_BEGIN, _GO = "begin", "go"


@contextmanager
def by_two(
    url: str, run: Callable[[Connection], T]
) -> Iterator[tuple[Connection, Callable[[], T | None]]]:
    """Yield a connection in one snapshot, and what waits for the result of `run`.

    `run` is carried out by a process of its own in the same snapshot, and gives what can be
    pickled. None is returned where there is no other core, where no snapshot could be shared, and
    where that process ended without a result: then this one is to do it itself.
    """
    # Forked, for a fresh start reads a thousand modules again; no thread was started before.
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    second = context.Process(target=_second, args=(url, run, ours, theirs), daemon=True)
    if len(os.sched_getaffinity(0)) > 1:
        second.start()
    theirs.close()
    engine = engines.reading(url)
    try:
        with _beginning(engine, ours) as (connection, together):
            yield connection, lambda: _result(ours) if together else None
    finally:
        ours.close()
        if second.pid:
            second.terminate()
            second.join()
        engine.dispose()


@contextmanager
def _beginning(engine: Any, second: Pipe) -> Iterator[tuple[Connection, bool]]:
    """Begin reading, and let the second process begin in the same snapshot, where it can."""
    with engine.connect() as connection:
        with engines.nobody_commits(engine) as still:
            began = connection.begin()
            snapshot = engines.share_snapshot(connection)
            answered = still and _asks(second, _BEGIN, snapshot)
        together = answered and _asks(second, _GO, "", waits=False)
        with began:
            yield connection, together


def _asks(second: Pipe, what: str, snapshot: str, *, waits: bool = True) -> bool:
    with suppress(OSError, EOFError):
        second.send((what, snapshot))
        return not waits or (second.poll(_ANSWERS_S) and bool(second.recv()))
    return False


def _result(second: Pipe) -> Any:
    with suppress(OSError, EOFError):
        return second.recv()
    return None


def _second(url: str, run: Callable[[Connection], Any], ours: Pipe, asked: Pipe) -> None:
    ours.close()  # else the end of the first process would not be noticed here
    gc.disable()
    with suppress(EOFError, BrokenPipeError):
        what, snapshot = asked.recv()  # the first has the database open: two at once may be in
        with engines.reading(url).connect() as connection:  # each other's way with a fresh file
            connection.begin()
            engines.take_snapshot(connection, snapshot)
            asked.send(what)
            asked.recv()
            asked.send(run(connection))
