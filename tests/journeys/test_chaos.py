"""A fair of many processes while everything under it dies: nothing acknowledged is lost.

Servers and PostgreSQL are killed by signal 9 and started again, Redis is killed, flushed and
started again, servers are frozen and thawed, links are cut, all by a dice, with commands in flight.
CHAOS_SEED repeats a run's dice; CHAOS_TROUBLES says how many things happen (`make chaos`), and
CHAOS_WAVE how many people come at a time.
"""

import asyncio
import os
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from time import monotonic, time_ns

import pytest

from tests.journeys.harness.booth_day import (
    POSTS,
    Crowd,
    check_acknowledged,
    check_openings,
    check_places,
)
from tests.journeys.harness.province import STARTS_S, Province, a_province, freeze, thaw
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import Server
from tests.journeys.harness.town import Town
from tests.journeys.harness.visitor import Visitor

TROUBLES = int(os.environ.get("CHAOS_TROUBLES", "8"))
SEED = int(os.environ.get("CHAOS_SEED", time_ns() % 1_000_000))
SERVERS = 3
WAVE, LINES = int(os.environ.get("CHAOS_WAVE", "12")), 3
REPLACED_S = 60.0
FROZEN_S, AWAY_S, BETWEEN_S = (2.0, 8.0), (0.1, 2.0), (0.5, 2.5)


class Trouble:
    """What goes wrong, one thing after another, while somebody waits for an answer."""

    def __init__(self, town: Town[Province], province: Province, dice: random.Random) -> None:
        self.town, self.province, self.dice = town, province, dice
        self.done: Counter[str] = Counter()
        self._kinds: list[Callable[[], Awaitable[None]]] = [
            self.server_dies, self.server_dies, self.server_freezes, self.postgres_dies,
            self.leader_freezes, self.redis_dies, self.redis_forgets, self.links_are_cut,
        ]  # fmt: skip

    async def run(self) -> None:
        """Make so much trouble; every kind comes once before any comes twice."""
        waiting: list[Callable[[], Awaitable[None]]] = []
        for _ in range(TROUBLES):
            if not waiting:
                waiting = self.dice.sample(self._kinds, len(self._kinds))
            await asyncio.sleep(self.dice.uniform(*BETWEEN_S))
            await self.town.traffic.until(len(self.town.traffic.acknowledged) + 1)
            kind = waiting.pop()
            await kind()
            self.done[kind.__name__] += 1

    async def server_dies(self) -> None:
        server = self._one()
        await server.kill()
        await asyncio.sleep(self.dice.uniform(*AWAY_S))
        await server.start(within_s=STARTS_S)

    async def server_freezes(self) -> None:
        server = self._one()
        freeze(server)
        try:
            await asyncio.sleep(self.dice.uniform(*FROZEN_S))
        finally:
            thaw(server)

    async def leader_freezes(self) -> None:
        """Freeze whoever leads until somebody else does, so that two believe that they lead."""
        server, reign = await self.province.leader()
        freeze(server)
        try:
            async with asyncio.timeout(REPLACED_S):
                while self.province.reign() == reign:
                    await asyncio.sleep(0.1)
        finally:
            thaw(server)

    async def postgres_dies(self) -> None:
        self.province.cluster.kill()
        await asyncio.sleep(self.dice.uniform(*AWAY_S))
        await asyncio.to_thread(self.province.cluster.start)

    async def redis_dies(self) -> None:
        await self.province.redis.kill()
        await asyncio.sleep(self.dice.uniform(*AWAY_S))
        await self.province.redis.start()

    async def redis_forgets(self) -> None:
        await self.province.redis.flush()

    async def links_are_cut(self) -> None:
        self.province.door.cut(self.dice.choice((0.3, 1.1)))

    def _one(self) -> Server:
        return self.dice.choice(self.province.servers)


@pytest.fixture
async def province(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Province]:
    async with a_province(tmp_path, random.Random(SEED + 2), SERVERS) as made:
        request.node.stash.setdefault(LOGS, []).append(lambda: made.log)
        yield made


@pytest.fixture
async def town(province: Province) -> AsyncIterator[Town[Province]]:
    made = Town(province)
    try:
        yield made
    finally:
        await made.close()


def check_one_talk_at_a_time(province: Province) -> None:
    """Nobody was in two calls at once, and no recruiter either."""
    for whose in ("person_id", "account_id"):
        assert not province.rows(
            f"SELECT a.id, b.id FROM call a JOIN call b ON a.{whose} = b.{whose} AND a.id < b.id"
            " WHERE a.rang_at < coalesce(b.ended_at, a.rang_at + 1)"
            " AND b.rang_at < coalesce(a.ended_at, b.rang_at + 1)"
        )


def check_lines(province: Province) -> None:
    """Nobody stood in more lines at once than the fair lets."""
    lines: dict[str, list[tuple[int, int]]] = {}
    for person_id, joined_at, ended_at in province.rows(
        "SELECT person_id, joined_at, ended_at FROM ticket"
    ):
        lines.setdefault(person_id, []).append((joined_at, ended_at))
    for own in lines.values():
        for at, _ in own:
            assert sum(joined <= at < ended for joined, ended in own) <= LINES, own


def check_overtakes(province: Province) -> None:
    """Everybody who went before another has a cause for it."""
    assert not province.rows("SELECT id FROM overtake WHERE cause = ''")
    called = province.rows("SELECT booth_id, number, called_at FROM ticket ORDER BY called_at")
    passed = {
        (booth_id, number)
        for booth_id, number in province.rows("SELECT booth_id, number FROM overtake")
    }
    highest: dict[str, int] = {}
    for booth_id, number, _ in called:
        if number < highest.get(booth_id, 0):
            continue  # somebody went before this one: that one's overtake says why
        skipped = {
            other
            for booth, other, at in called
            if booth == booth_id and other < number and at > _at(called, booth_id, number)
        }
        assert not skipped or (booth_id, number) in passed, (booth_id, number, skipped)
        highest[booth_id] = number


def _at(called: list[tuple[str, int, int]], booth_id: str, number: int) -> int:
    return next(at for booth, one, at in called if (booth, one) == (booth_id, number))


def check_deadlines(province: Province) -> None:
    """Nothing that was due long ago still waits to be done."""
    late = 30_000_000
    assert not province.rows(
        "SELECT kind, ref FROM deadline, pen WHERE due_at IS NOT NULL AND due_at < at - ?", late
    )


def check_texts(province: Province) -> None:
    """What the house says was handed over was; under one key the gateway took it once."""
    sent = {key for (key,) in province.rows("SELECT dedupe FROM signal WHERE ended = 'sent'")}
    texts = {one["key"]: one for one in province.gateway.heard}
    assert sent <= set(texts)
    for key in sent:
        said = {(one["to"], one["text"]) for one in province.gateway.heard if one["key"] == key}
        assert len(said) == 1, f"one key, two texts: {said}"


def check_servers(province: Province) -> None:
    """What went on around them ended no server: each runs that nobody killed."""
    for server in province.servers:
        assert server.runs, f"{server.directory.name} ended by itself:\n{server.log[-3000:]}"


async def check_pages(province: Province, visitors: list[Visitor]) -> None:
    """Every server shows everybody the same."""
    for one in visitors:
        shown = set()
        for server in province.servers:
            answer = await one.client.get(f"{server.url}/queues/list", headers={"x-partial": "1"})
            assert answer.status_code == 200, server.log[-2000:]
            shown.add(re.sub(r'(name="(?:command_id|csrf)" value=")[^"]*', r"\1", answer.text))
        assert len(shown) == 1, one.who


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.timeout(240 + 30 * TROUBLES)
async def test_a_day_of_a_province_while_everything_under_it_dies(
    province: Province, town: Town[Province]
) -> None:
    print(f"CHAOS_SEED={SEED} CHAOS_TROUBLES={TROUBLES} CHAOS_WAVE={WAVE}")
    began = monotonic()
    trouble = Trouble(town, province, random.Random(SEED + 1))
    crowd = Crowd(town, random.Random(SEED), wave=WAVE)
    async with asyncio.TaskGroup() as group:
        await town.organise()
        for name in ("Huafeng", "Xinda", "Sunrise", "Lotus", "Harbour"):
            await town.stand(name, POSTS)
        await town.open_fair()
        for stand in town.stands:
            await town.on_duty(stand)
        troubling = group.create_task(trouble.run())
        await crowd.day(group, troubling)

    check_servers(province)
    check_acknowledged(town)
    check_places(crowd)
    check_openings(crowd)
    check_one_talk_at_a_time(province)
    check_lines(province)
    check_overtakes(province)
    check_deadlines(province)
    check_texts(province)
    check_servers(province)
    await check_pages(province, crowd.seekers[:6])
    said = await province.run("ledger", "verify")
    print(
        f"{dict(trouble.done)} in {monotonic() - began:.0f} s; {len(crowd.seekers)} seekers, "
        f"{len(town.traffic.acknowledged)} commands acknowledged, {town.traffic.sent_again} sent "
        f"again, {len(crowd.hired)} hires, {len(province.gateway.heard)} texts\n{said}"
    )
