"""A new version takes over while people join: who was told that they stand in line does so, once.

The server before it is a real one of the version before, with the schema of then.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from fair.upgrade import newest, revision
from tests import databases
from tests.journeys.harness.booth_day import POSTS, check_acknowledged
from tests.journeys.harness.releases import previous
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import Server
from tests.journeys.harness.town import Stand, Town
from tests.journeys.harness.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
STARTS_S, AT_ONCE = 90, 4
BEFORE, AFTER = 9, 9  # joins that were acknowledged


class OnPostgres(Server):
    """A server whose database is one of PostgreSQL."""

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the database, beside the server and without writing."""
        with psycopg.connect(self.env["FAIR_DATABASE_URL"]) as connection:
            connection.read_only = True
            return connection.execute(query.replace("?", "%s").encode(), values or None).fetchall()


@pytest.fixture(params=["sqlite", "postgres"])
async def server(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Server]:
    """A server of the version before, on a database of its own."""
    before = ("env", "-C", str(previous(tmp_path / "before")))
    if request.param == "sqlite":
        own = Server(tmp_path, before=before)
    else:
        name = "u" + hashlib.sha256(str(tmp_path).encode()).hexdigest()[:20]
        databases.cluster().run(f'CREATE DATABASE "{name}"')
        env = {
            "FAIR_DATABASE_URL": databases.cluster().url(name),
            "FAIR_LEDGER_KEY": str(tmp_path / "ledger.key"),
        }
        own = OnPostgres(tmp_path, env=env, before=before)
    request.node.stash.setdefault(LOGS, []).append(lambda: own.log)
    try:
        await own.start(within_s=STARTS_S)
        yield own
    finally:
        await own.stop()


class Joiners:
    """People who come one after another, each with a socket, and join every line."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.enough = asyncio.Event()
        self.came: list[Visitor] = []
        self.tickets: dict[str, str] = {}
        self._numbers = iter(range(10_000))

    async def come(self) -> None:
        """One after another, until enough have come."""
        while not self.enough.is_set():
            one = await self.town.seeker(next(self._numbers))
            await one.connect()
            for stand in self.town.stands:
                reply = await one.press(f"/booths/{stand.booth_id}", "ticket.join")
                self.tickets[reply["ticket_id"]] = one.who
            self.came.append(one)

    async def until(self, joins: int) -> None:
        """Wait until so many joins more were acknowledged, and something is on its way."""
        await self.town.traffic.until(len(self.town.traffic.acknowledged) + joins)


async def a_fair(town: Town) -> list[Stand]:
    await town.organise()
    stands = [await town.stand(name, POSTS) for name in ("Huafeng", "Xinda")]
    await town.open_fair()
    for stand in stands:
        await town.on_duty(stand)
    return stands


async def test_a_new_version_takes_over_and_every_acknowledged_join_is_there_once(
    server: Server,
) -> None:
    town = Town(server)
    try:
        stands, joiners = await a_fair(town), Joiners(town)
        url = server.env["FAIR_DATABASE_URL"]
        assert revision(url) != newest()
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(joiners.come())
            await joiners.until(BEFORE)
            came_before = list(joiners.came)
            await server.stop()
            server.before = ()
            await server.start(within_s=STARTS_S)
            await joiners.until(AFTER)
            joiners.enough.set()

        assert revision(url) == newest()
        check_acknowledged(town)
        kept = server.rows("SELECT id, booth_id, person_id, number FROM ticket")
        assert sorted(row[0] for row in kept) == sorted(joiners.tickets)
        assert len(kept) == len(joiners.came) * len(stands)
        assert len({(row[1], row[2]) for row in kept}) == len(kept)
        for stand in stands:
            numbers = sorted(row[3] for row in kept if row[1] == stand.booth_id)
            assert numbers == list(range(1, len(numbers) + 1))
        assert came_before
        mine = {who: ticket for ticket, who in joiners.tickets.items()}
        # By the very socket that was opened at the version before.
        await asyncio.gather(
            *(one.ask("ticket.leave", ticket_id=mine[one.who]) for one in came_before)
        )
        await server.run("ledger", "verify")
    finally:
        await town.close()
