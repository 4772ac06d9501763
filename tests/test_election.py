"""Who leads on PostgreSQL: one at a time, and another one soon after it is gone or silent."""

import asyncio
from time import monotonic

import pytest
from sqlalchemy import make_url

from fair import election
from fair.db import Database
from fair.election import Unopposed
from tests import databases


@pytest.fixture
def url(tmp_path):
    """A database of PostgreSQL, whichever the other tests are run on."""
    return databases.make_on_postgres(tmp_path)


def end_sessions(url):
    """End the leaders' sessions as PostgreSQL does with one that is silent too long."""
    databases.cluster().run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = "
        f"'fair leader' AND datname = '{make_url(url).database}'"
    )


async def soon(candidate):
    """Wait until it is elected: PostgreSQL ends a session in its own time."""
    until = monotonic() + 20
    while not await candidate.won():
        assert monotonic() < until
        await asyncio.sleep(0.05)


async def test_one_at_a_time_leads_and_the_next_one_as_soon_as_it_resigns(url):
    first, second = (election.election(Database(url)) for _ in range(2))

    assert await first.won()
    assert not await second.won()
    assert await first.won()
    await first.resign()
    assert await second.won()
    await second.resign()


async def test_who_loses_the_session_leads_no_more_and_may_be_elected_again(url):
    first, second = (election.election(Database(url)) for _ in range(2))
    assert await first.won()
    end_sessions(url)

    await soon(second)
    assert not await first.won()
    assert not await first.won()
    await second.resign()
    assert await first.won()
    await first.resign()


async def test_a_leader_that_says_nothing_loses_its_lock_by_itself(url, monkeypatch):
    monkeypatch.setattr(election, "SILENT_S", 1)
    silent, next_one = (election.election(Database(url)) for _ in range(2))
    assert await silent.won()

    assert not await next_one.won()
    await soon(next_one)

    assert not await silent.won()
    await next_one.resign()
    await silent.resign()


async def test_who_lets_go_for_now_may_lead_again(url):
    first, second = (election.election(Database(url)) for _ in range(2))
    assert await first.won()
    assert not await second.won()

    await first.let_go()
    await soon(second)
    assert not await first.won()

    await second.resign()
    await soon(first)
    await first.resign()


async def test_where_the_database_cannot_be_reached_nobody_claims_to_lead(url):
    lost = election.election(Database(url.replace("/t", "/no")))

    assert not await lost.won()
    await lost.resign()


async def test_the_one_server_of_a_file_is_unopposed(tmp_path):
    assert isinstance(election.election(Database(f"sqlite:///{tmp_path}/fair.db")), Unopposed)
