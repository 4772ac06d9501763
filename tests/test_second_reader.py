"""Two processes read one instant, whoever writes meanwhile; where they cannot, one does it all."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from fair import engines
from fair.second_reader import by_two
from tests import databases

# Commits as fast as it can, each time one row; says when the first is there.
WRITER = """
import sys
from sqlalchemy import create_engine, text
engine = create_engine(sys.argv[1])
with engine.connect() as connection:
    while True:
        connection.execute(text("INSERT INTO crowd VALUES (1)"))
        connection.commit()
        print(flush=True)
"""


def count(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM crowd")).scalar_one())


def dies(_connection: Connection) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = databases.make(tmp_path)
    engine = engines.writing(made)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE crowd (n INTEGER)"))
    engine.dispose()
    return made


@pytest.fixture
def crowded(url: str) -> Iterator[str]:
    """A database in which somebody writes all the time."""
    command = [sys.executable, "-c", WRITER, engines.plain(url)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as writer:
        assert writer.stdout
        writer.stdout.readline()
        yield url
        writer.kill()


def test_both_see_the_same_rows_while_somebody_writes(crowded: str) -> None:
    seen = set()
    for _ in range(5):
        with by_two(crowded, count) as (connection, other):
            here = count(connection)
            assert other() == here
            assert count(connection) == here
            seen.add(here)

    assert len(seen) == 5, "nobody wrote: nothing was tried"


@pytest.mark.skipif(databases.ON_POSTGRES, reason="of SQLite's files")
def test_a_file_that_nobody_has_opened_yet_is_read_by_both(url: str) -> None:
    file = engines.file_of(url)
    assert file
    with closing(sqlite3.connect(file)) as copied:
        copied.execute("PRAGMA journal_mode=DELETE")

    with by_two(url, count) as (connection, other):
        assert other() == count(connection) == 0


def test_where_the_second_process_dies_the_first_is_told_to_do_it_itself(url: str) -> None:
    with by_two(url, dies) as (connection, other):
        assert other() is None
        assert count(connection) == 0


def test_on_one_core_nobody_is_asked(url: str) -> None:
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        with by_two(url, count) as (connection, other):
            assert other() is None
            assert count(connection) == 0
    finally:
        os.sched_setaffinity(0, cores)
