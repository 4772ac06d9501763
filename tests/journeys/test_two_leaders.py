"""Two servers on one PostgreSQL: one leads, and another one takes over when it freezes or dies."""

import asyncio
import os
import re
import signal
from time import monotonic

import pytest
from sqlalchemy import insert, select, update

from fair.db import Database, utc_now
from fair.reign import heartbeat
from fair.timers import deadline
from tests import databases
from tests.journeys.harness.server import Server

pytestmark = pytest.mark.timeout(300)
WITHIN_S = 60.0
FIRED = re.compile(r"due test one: this version knows no such deadline")


@pytest.fixture
async def house(tmp_path):
    """Two servers, started one after the other, so that the first one leads; and the database."""
    url = databases.make_on_postgres(tmp_path)
    servers = []
    for which in ("first", "second"):
        folder = tmp_path / which
        folder.mkdir()
        key = str(tmp_path / "key")
        servers.append(Server(folder, env={"FAIR_DATABASE_URL": url, "FAIR_LEDGER_KEY": key}))
        await servers[-1].start(within_s=WITHIN_S)
    database = Database(url)
    yield *servers, database
    for server in servers:
        os.kill(server.pid, signal.SIGCONT)
        await server.kill()
    database.stop()


async def until(what, holds):
    """Wait until it holds, and say what did not."""
    began = monotonic()
    while not holds():
        assert monotonic() - began < WITHIN_S, what
        await asyncio.sleep(0.1)
    return monotonic() - began


def reign(database):
    return database.read_now(lambda at: at.execute(select(heartbeat.c.reign)).scalar())


def make_due(database):
    """Let something be due that both servers would fire, now and not after the quiet."""
    with database.writing.begin() as connection:
        connection.execute(update(heartbeat).values(quiet_until=None))
        row = {"left_s": 0, "running_since": utc_now(), "due_at": utc_now(), "version": 1}
        of = {"kind": "test", "ref": "one", "fair_id": "", "booth_id": ""}
        connection.execute(insert(deadline), {**of, **row})


def waits(database):
    return database.read_now(lambda at: at.execute(select(deadline.c.ref)).all())


async def test_a_frozen_leader_is_replaced_within_seconds_and_thawed_it_fires_nothing(house):
    first, second, database = house
    assert reign(database) == 1

    os.kill(first.pid, signal.SIGSTOP)
    took_s = await until("nobody took over", lambda: reign(database) == 2)
    make_due(database)
    await until("what was due was not fired", lambda: not waits(database))
    os.kill(first.pid, signal.SIGCONT)
    await until("the thawed one still leads", lambda: "leads no more" in first.log)

    assert took_s < 20
    assert (len(FIRED.findall(first.log)), len(FIRED.findall(second.log))) == (0, 1)
    assert reign(database) == 2
    await first.ready()

    await second.kill()
    await second.start(within_s=WITHIN_S)
    await until("nobody followed the killed one", lambda: reign(database) == 3)
