"""The writer: many works, one commit; a refusal or a bug costs nobody else anything."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text

from fair.db import Database, Work, new_id, utc_now
from fair.decisions import SYSTEM, Actor, Busy, NotKnown, WrongState
from fair.glossary import Role
from fair.jobs import MOST_WAITING
from fair.tables import Instant
from tests import databases

shelf = MetaData()
note = Table(
    "note", shelf, Column("id", Integer, primary_key=True), Column("text", String(40)),
    Column("at", Instant),
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(databases.make(tmp_path))
    shelf.create_all(made.writing)
    made.start()
    yield made
    made.stop()


def keep(number: int) -> object:
    def run(work: Work) -> int:
        work.write(insert(note).values(id=number, text="kept", at=work.now))
        return number

    return run


def kept(database: Database) -> list[int]:
    return [row.id for row in database.read_now(lambda at: at.execute(select(note.c.id)).all())]


async def test_works_that_arrive_together_are_all_kept(database):
    results = await asyncio.gather(*(database.write(keep(n), SYSTEM) for n in range(300)))

    assert [number for number, _ in results] == list(range(300))
    assert len(kept(database)) == 300


async def test_works_that_arrive_together_share_their_commits(database):
    commits = 0

    def count(_works):
        nonlocal commits
        commits += 1
        return lambda: None

    database.finish = count
    await asyncio.gather(*(database.write(keep(n), SYSTEM) for n in range(200)))

    assert commits < 100


async def test_a_refused_work_changes_nothing_and_the_others_are_kept(database):
    def refuse_late(work: Work) -> None:
        work.write(insert(note).values(id=999, text="never"))
        raise WrongState

    results = await asyncio.gather(
        *(database.write(keep(n), SYSTEM) for n in range(10)),
        database.write(refuse_late, SYSTEM),
        *(database.write(keep(n), SYSTEM) for n in range(10, 20)),
        return_exceptions=True,
    )

    assert isinstance(results[10], WrongState)
    assert sorted(kept(database)) == list(range(20))


async def test_a_bug_in_one_work_costs_the_others_nothing(database):
    def break_down(work: Work) -> None:
        work.write(insert(note).values(id=999, text="never"))
        raise ZeroDivisionError

    results = await asyncio.gather(
        database.write(keep(1), SYSTEM),
        database.write(break_down, SYSTEM),
        database.write(keep(2), SYSTEM),
        return_exceptions=True,
    )

    assert isinstance(results[1], ZeroDivisionError)
    assert sorted(kept(database)) == [1, 2]


async def test_a_commit_of_unknown_outcome_says_send_it_again(database):
    deferred = "CREATE TABLE strict (id INTEGER REFERENCES note(id) DEFERRABLE INITIALLY DEFERRED)"
    with database.writing.begin() as connection:
        connection.execute(text(deferred))

    def break_the_commit(work: Work) -> None:
        work.wrote = True
        work.connection.exec_driver_sql("INSERT INTO strict VALUES (12345)")

    with pytest.raises(NotKnown):
        await database.write(break_the_commit, SYSTEM)


async def test_a_reader_sees_what_was_acknowledged(database):
    await database.write(keep(7), SYSTEM)

    rows = await database.read(lambda at: at.execute(select(note)).all())

    assert rows[0].text == "kept"
    assert rows[0].at.tzinfo is UTC


async def test_the_clock_of_works_never_goes_back_and_each_has_an_instant_of_its_own(
    database, monkeypatch
):
    seen = []
    # Much further ahead, and PostgreSQL's own clock knows better.
    later = utc_now() + timedelta(seconds=10)
    for reading in (later, later - timedelta(seconds=8)):
        monkeypatch.setattr("fair.db.utc_now", lambda reading=reading: reading)
        now, _ = await database.write(lambda work: work.now, SYSTEM)
        seen.append(now)

    assert seen == [later, later + timedelta(microseconds=1)]


def test_identifiers_are_twelve_characters_and_differ():
    made = {new_id() for _ in range(2000)}

    assert len(made) == 2000
    assert {len(name) for name in made} == {12}


_CHILD = """
import sys
import threading
import time
from sqlalchemy import insert
from fair.db import Database
from fair.decisions import SYSTEM
from tests.test_db import note
database = Database(sys.argv[1])
database.start()
n = 0
while True:
    n += 1
    database.submit(lambda work: work.write(insert(note).values(id=n, text="x")), SYSTEM).result()
    print(n, flush=True)
"""


def test_a_process_killed_at_any_instant_loses_nothing_that_it_acknowledged(tmp_path):
    url = databases.make(tmp_path)
    before = Database(url)
    shelf.create_all(before.writing)
    before.stop()
    child = subprocess.Popen([sys.executable, "-c", _CHILD, url], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    acknowledged = [int(child.stdout.readline()) for _ in range(50)]
    os.kill(child.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in child.stdout.read().split("\n")[:-1]]
    child.stdout.close()
    child.wait()

    after = Database(url)
    assert set(acknowledged) <= set(kept(after))
    after.stop()


async def test_whoever_stopped_waiting_costs_the_others_of_the_batch_nothing(database):
    """A cancelled caller's future cannot be answered: that once made a whole batch run again."""
    gate, done = threading.Event(), []
    held = asyncio.create_task(database.write(lambda _work: gate.wait(10), SYSTEM))
    gone = asyncio.create_task(database.write(lambda _work: done.append("gone"), SYSTEM))
    stays = asyncio.create_task(database.write(lambda _work: done.append("stays"), SYSTEM))
    await asyncio.sleep(0)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    await asyncio.sleep(0)  # the writer's side of it hears that one round later
    gate.set()
    await asyncio.gather(held, stays)

    assert done == ["stays"]


async def test_whoever_stops_waiting_while_the_work_is_done_changes_nothing_for_others(database):
    begun, gate, done = threading.Event(), threading.Event(), []

    def slow(_work: Work) -> None:
        begun.set()
        gate.wait(10)
        done.append("slow")

    going = asyncio.create_task(database.write(slow, SYSTEM))
    stays = asyncio.create_task(database.write(lambda _work: done.append("stays"), SYSTEM))
    await asyncio.to_thread(begun.wait, 10)
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await going
    gate.set()
    await stays

    assert done == ["slow", "stays"]


async def test_a_hundred_works_of_one_recruiter_delay_the_others_by_one(database):
    gate, order = threading.Event(), []
    greedy, lan = (Actor(Role.RECRUITER, account_id=f"a0000000000{n}") for n in (1, 2))
    held = asyncio.create_task(database.write(lambda _work: gate.wait(10), SYSTEM))
    await asyncio.sleep(0)
    many = [
        asyncio.create_task(database.write(lambda _work: order.append("greedy"), greedy))
        for _ in range(100)
    ]
    await asyncio.sleep(0)
    one = asyncio.create_task(database.write(lambda _work: order.append("Lan"), lan))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(held, one, *many)

    assert order.index("Lan") <= 1


async def test_a_work_that_lasts_long_shares_its_commit_with_nobody_before_it(database):
    """Whoever asked before a great work is answered before it is begun."""
    seen = []
    ada, bo = (Actor(Role.SEEKER, person_id=f"p0000000000{n}") for n in (1, 2))

    def great(_work: Work) -> None:
        seen.append(kept(database))
        time.sleep(0.05)

    await database.write(great, ada, "great")  # what it costs is known now
    gate = threading.Event()
    held = asyncio.create_task(database.write(lambda _work: gate.wait(10), SYSTEM))
    await asyncio.sleep(0)
    small = asyncio.create_task(database.write(keep(1), bo))
    await asyncio.sleep(0)
    big = asyncio.create_task(database.write(great, ada, "great"))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(held, small, big)

    assert seen == [[], [1]]


async def test_works_over_fifty_milliseconds_are_told_with_their_statements(database, caplog):
    def long(work: Work) -> None:
        work.write(insert(note).values(id=1, text="x"))
        work.all(select(note))
        time.sleep(0.06)

    await database.write(long, SYSTEM, "fair.close")

    held = database.watchdog.held()["writer"]
    assert (held.times, held.by) == (1, "fair.close")
    assert caplog.messages == [
        "fair.close held the writer up for over 50 ms, in 2 statements or more"
    ]


async def test_a_writer_with_too_many_waiting_says_that_it_is_busy(database):
    gate = threading.Event()
    held = asyncio.create_task(database.write(lambda _work: gate.wait(10), SYSTEM))
    await asyncio.sleep(0)
    many = [database.submit(keep(n), SYSTEM) for n in range(MOST_WAITING + 10)]
    gate.set()
    await held
    said = [one.exception() for one in many]

    assert sum(isinstance(one, Busy) for one in said) >= 9
    assert sum(one is None for one in said) >= MOST_WAITING
