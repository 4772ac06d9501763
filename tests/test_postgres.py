"""PostgreSQL under the writers of several processes: turns, cut connections, and a killed server.

Whichever database the other tests use, these start a PostgreSQL.
"""

import contextlib
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import insert, make_url, select
from sqlalchemy.exc import DBAPIError

from fair.db import Database, Work
from fair.decisions import SYSTEM, NotKnown
from fair.postgres import unfit
from fair.sick import CannotSave
from fair.trouble import Trouble
from fair.upgrade import upgrade
from tests import databases
from tests.test_db import note, shelf

# A PostgreSQL starts for these, and one of them is killed and recovers.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A writer of its own, with a shelf for notes."""
    made = Database(databases.make_on_postgres(tmp_path))
    shelf.create_all(made.writing)
    made.start()
    yield made
    made.stop()


def put(database: Database, number: int) -> None:
    """Keep a note, and wait until it is."""
    statement = insert(note).values(id=number, text="kept")
    database.submit(lambda work: work.write(statement), SYSTEM).result()


def kept(database: Database) -> list[int]:
    """Return the numbers of the notes that are there."""
    return sorted(database.read_now(lambda at: at.execute(select(note.c.id)).scalars().all()))


def cut_all() -> None:
    """Cut every connection to the databases of this test."""
    databases.cluster().run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND application_name LIKE 'fair %'"
    )


def test_a_reader_sees_one_instant_and_writes_nothing(database: Database) -> None:
    with database.reading.connect() as connection, connection.begin():
        assert connection.execute(select(note.c.id)).all() == []
        put(database, 1)
        assert connection.execute(select(note.c.id)).all() == []
        with pytest.raises(DBAPIError, match="read-only"):
            connection.execute(insert(note).values(id=2, text="x"))


_FREEZES = """
import signal, sys, threading
from sqlalchemy import insert
from fair.db import Database
from fair.decisions import SYSTEM
from tests.test_db import note

def freeze_once(work):
    work.write(insert(note).values(id=1, text="frozen"))
    global again
    if not again:
        again = True
        # To this thread: one to the process may reach it only after it has committed.
        signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)

again = False
database = Database(sys.argv[1])
database.start()
database.submit(freeze_once, SYSTEM).result()
print("kept", flush=True)
"""


def test_a_process_that_stands_still_in_a_work_does_not_stop_the_others(
    database: Database,
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _FREEZES, database.url], stdout=subprocess.PIPE, text=True
    )
    try:
        assert os.WIFSTOPPED(os.waitpid(child.pid, os.WUNTRACED)[1])
        began = time.monotonic()
        put(database, 2)
        lasted = time.monotonic() - began
        assert kept(database) == [2]

        child.send_signal(signal.SIGCONT)
        said, _ = child.communicate(timeout=30)
    finally:
        child.kill()
        child.communicate()
    assert said == "kept\n"
    assert kept(database) == [1, 2]
    assert 1 < lasted < 10  # it was held up, and then not


def test_a_connection_that_was_cut_between_two_works_is_noticed_by_nobody(
    database: Database,
) -> None:
    put(database, 1)
    cut_all()
    put(database, 2)
    cut_all()

    assert kept(database) == [1, 2]


async def test_a_connection_that_is_cut_in_the_middle_of_a_work_costs_a_second_try(
    database: Database,
) -> None:
    tries = 0

    def cut(work: Work) -> None:
        nonlocal tries
        tries += 1
        work.write(insert(note).values(id=tries, text="x"))
        if tries == 1:
            cut_all()

    await database.write(cut, SYSTEM)

    assert kept(database) == [2]


class House:
    """Two processes' writers with two askers each, on a PostgreSQL that may be killed."""

    def __init__(self) -> None:
        self.cluster = databases.Cluster(safe=True)
        self.cluster.start()
        self.cluster.run("CREATE DATABASE fair")
        url = self.cluster.url("fair")
        upgrade(url)
        self.writers = [Database(url) for _ in range(2)]
        shelf.create_all(self.writers[0].writing)
        self.acknowledged, self.said = list[int](), list[Exception]()
        self.over = threading.Event()
        self._numbers, self._reached = itertools.count(1), threading.Semaphore(0)
        self._askers = [
            threading.Thread(target=self._ask, args=(one,)) for one in self.writers for _ in "ab"
        ]
        for database in self.writers:
            database.start()
        for asker in self._askers:
            asker.start()

    def _ask(self, database: Database) -> None:
        while not self.over.is_set():
            number = next(self._numbers)
            try:
                put(database, number)
            except Exception as error:  # noqa: BLE001 - what is said is looked at by the test
                self.said.append(error)
                self.over.wait(0.01)
            else:
                self.acknowledged.append(number)
                self._reached.release()

    def reach(self, more: int) -> None:
        """Wait until so many more are acknowledged."""
        for _ in range(more):
            assert self._reached.acquire(timeout=60)

    def rest(self) -> list[int]:
        """Let the askers end; return what the database has."""
        self.over.set()
        for one in self._askers:
            one.join()
        return kept(self.writers[0])

    def close(self) -> None:
        """Stop everything."""
        self.over.set()
        for database in self.writers:
            database.stop()
        self.cluster.stop()


@pytest.fixture
def house() -> Iterator[House]:
    made = House()
    yield made
    made.close()


def test_a_postgresql_that_is_killed_and_started_again_loses_nothing_acknowledged(
    house: House,
) -> None:
    for _ in range(2):
        house.reach(40)
        house.cluster.kill()
        before = len(house.said)
        while len(house.said) < before + 20:
            house.over.wait(0.01)
        assert house.writers[0].health.trouble() is Trouble.AWAY
        house.cluster.start()
    house.reach(len(house.acknowledged) + 1)  # more than can have been acknowledged before it
    have = house.rest()

    assert house.writers[0].health.trouble() is None
    assert set(house.acknowledged) <= set(have)
    assert [one for one in house.said if not isinstance(one, CannotSave | NotKnown)] == []
    unknown = len([one for one in house.said if isinstance(one, NotKnown)])
    assert len(have) <= len(house.acknowledged) + unknown


@pytest.mark.parametrize(
    ("apart_s", "says"), [(3600, "seconds ahead of"), (-3600, "seconds behind")]
)
def test_a_machine_whose_clock_is_far_from_postgresqls_does_not_start(
    tmp_path: Path, apart_s: int, says: str
):
    url = make_url(databases.make_on_postgres(tmp_path))
    now = datetime.now(UTC)
    assert unfit(url, now) == ""
    assert says in unfit(url, now + timedelta(seconds=apart_s))


def test_who_is_ahead_of_everybody_saves_nothing_until_its_clock_is_right(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(database, 1)
    with monkeypatch.context() as patch:
        patch.setattr("fair.db.utc_now", lambda: datetime.now(UTC) + timedelta(seconds=30))
        with pytest.raises(CannotSave):
            put(database, 2)
        assert database.health.trouble() is Trouble.AHEAD
        assert database.last_now < datetime.now(UTC)

    put(database, 3)
    assert kept(database) == [1, 3]
    assert database.health.trouble() is None


def test_when_no_more_connections_are_let_in_people_read_so_and_it_heals_by_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = make_url(databases.make_on_postgres(tmp_path))
    name = f"few_{url.database}"
    databases.cluster().run(f'CREATE ROLE "{name}" LOGIN CONNECTION LIMIT 2')
    with psycopg.connect(url.render_as_string(), autocommit=True) as head:
        head.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC")
    made = Database(url.set(username=name).render_as_string())
    as_them = url.set(username=name).render_as_string()
    taken = [psycopg.connect(as_them) for _ in range(2)]
    made.start()
    try:
        with pytest.raises(CannotSave) as told:
            made.submit(lambda _work: None, SYSTEM).result()
        assert "Try again in" in told.value.one
        assert made.health.trouble() is Trouble.AWAY
        assert "max_connections" in caplog.text

        for one in taken:
            one.close()
        while made.health.trouble():  # its sessions end a moment after they were closed
            with contextlib.suppress(CannotSave):
                made.submit(lambda _work: None, SYSTEM).result()
    finally:
        for one in taken:
            one.close()
        made.stop()
        databases.drop_made()
        databases.cluster().run(f'DROP ROLE "{name}"')
