"""The power fails, again and again, in the middle of everything: the fair goes on.

A killer fires SIGKILL at a random millisecond while commands are in flight. What people sent and
got no answer to, they send again, the very same. CHAOS_SEED repeats a run's dice, CHAOS_KILLS
sets how often.
"""

import asyncio
import json
import os
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from time import monotonic, time_ns
from typing import Any

import pytest
from playwright.async_api import expect

from fair.rooms.call import RING
from tests.journeys.harness.browsers import A_DEAD_SERVER, Browsers, Person
from tests.journeys.harness.server import Server
from tests.journeys.harness.town import ZONE, Stand, Town, talk
from tests.journeys.harness.visitor import Refused, Visitor

KILLS = int(os.environ.get("CHAOS_KILLS", "25"))
POSTS = (("Sewer", 4), ("Cutter", 3))
A_WAVE = 6
LATER = {"nobody-waits", "nobody-free", "no-form"}


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    made = Town(server)
    try:
        yield made
    finally:
        await made.close()


def rows(server: Server, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Look into the database, beside the server and without writing."""
    connection = sqlite3.connect(f"file:{server.database}?mode=ro", uri=True)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


class Killer:
    """Kills the server while somebody waits for an answer, and starts it again."""

    def __init__(self, town: Town, dice: random.Random) -> None:
        self.town, self.dice, self.kills = town, dice, 0

    async def run(self) -> None:
        """Kill after every one to twelve commands that got through, at a random millisecond."""
        traffic = self.town.traffic
        while self.kills < KILLS:
            enough = len(traffic.acknowledged) + self.dice.randint(1, 12)
            await traffic.until(enough)
            await asyncio.sleep(self.dice.uniform(0, 0.02))
            while not traffic.in_flight:
                await traffic.until(enough)
                await asyncio.sleep(self.dice.uniform(0, 0.02))
            self.kills += 1
            await self.town.server.restart()


class Crowd:
    """Seekers who come in waves, and recruiters who call, talk, offer and hire."""

    def __init__(self, town: Town, dice: random.Random) -> None:
        self.town, self.dice = town, dice
        self.seekers: list[Visitor] = []
        self.owners: dict[str, Visitor] = {}
        self.numbers: dict[str, int] = {}
        self.talked: dict[str, set[str]] = {}
        self.made: list[str] = []
        self.hired: set[str] = set()
        self.news = asyncio.Condition()

    async def wave(self) -> None:
        """Six people come, queue at every booth, and stay until they have talked everywhere."""
        first = len(self.seekers)
        come = await asyncio.gather(*(self.town.seeker(first + at) for at in range(A_WAVE)))
        self.seekers += come
        await asyncio.gather(*(self._queue(one) for one in come))
        async with self.news:
            await self.news.wait_for(
                lambda: all(len(self.talked[one.who]) == len(self.town.stands) for one in come)
            )

    async def _queue(self, seeker: Visitor) -> None:
        self.talked[seeker.who] = set()
        await seeker.connect()
        for stand in self.dice.sample(self.town.stands, len(self.town.stands)):
            reply = await seeker.press(f"/booths/{stand.booth_id}", "ticket.join")
            async with self.news:
                self.owners[reply["ticket_id"]] = seeker
                self.numbers[reply["ticket_id"]] = reply["number"]
                self.news.notify_all()

    async def recruit(self, stand: Stand, recruiter: Visitor) -> None:
        """Call, talk, offer, for as long as the day lasts."""
        await recruiter.connect()
        while True:
            try:
                called = await recruiter.press(f"/desk/{stand.booth_id}", "ticket.call_next")
            except Refused as refused:
                if refused.code not in LATER:
                    raise
                await asyncio.sleep(0.05)
                continue
            ticket_id = called["ticket_id"]
            async with self.news:  # the ticket may be older than its owner's answer
                await self.news.wait_for(lambda: ticket_id in self.owners)  # noqa: B023
            seeker = self.owners[ticket_id]
            await talk(seeker, recruiter, called["call_id"])
            await self._offer(stand, recruiter, seeker, called["call_id"])
            await seeker.ask("ticket.quiet_end")
            async with self.news:
                self.talked[seeker.who].add(stand.booth_id)
                self.news.notify_all()

    async def _offer(self, stand: Stand, recruiter: Visitor, seeker: Visitor, call_id: str) -> None:
        vacancy_id = self.dice.choice(list(stand.vacancies.values()))
        starts_on = f"{datetime.now(ZONE).date() + timedelta(days=10)}"
        asked = {"vacancy_id": vacancy_id, "starts_on": starts_on}
        try:
            made = await recruiter.press(f"/calls/{call_id}", "offer.make", **asked)
        except Refused as refused:
            if refused.code != "beyond-head-count":
                raise
            return
        self.made.append(made["offer_id"])
        path = f"/offers/{made['offer_id']}"
        if seeker.who in self.hired or self.dice.random() < 0.2:
            await seeker.press(path, "offer.decline")
            return
        self.hired.add(seeker.who)
        await seeker.press(path, "offer.open_terms")
        await seeker.press(path, "offer.accept")
        await asyncio.gather(
            seeker.press(path, "hire.confirm"), recruiter.press(path, "hire.confirm")
        )


def check_acknowledged(town: Town) -> None:
    """Every command that was acknowledged is kept once, with the answer that was given."""
    kept = dict(rows(town.server, "SELECT command_id, reply FROM reply"))
    count = Counter(one for (one,) in rows(town.server, "SELECT command_id FROM reply"))
    for name, command_id, reply in town.traffic.acknowledged:
        assert count[command_id] == 1, f"{name} {command_id}: {count[command_id]} times"
        assert json.loads(kept[command_id]) == reply, name


def check_places(crowd: Crowd) -> None:
    """Every ticket stands once, under the number that was told, and its owner has talked."""
    found = rows(crowd.town.server, "SELECT id, booth_id, person_id, number, state FROM ticket")
    assert {(row[0], row[3]) for row in found} == set(crowd.numbers.items())
    assert {row[4] for row in found} == {"served"}
    assert len({(row[1], row[2]) for row in found}) == len(found)
    for stand in crowd.town.stands:
        numbers = sorted(row[3] for row in found if row[1] == stand.booth_id)
        assert numbers == list(range(1, len(numbers) + 1))
    assert len(found) == len(crowd.seekers) * len(crowd.town.stands)
    calls = rows(crowd.town.server, "SELECT ticket_id, count(*) FROM call GROUP BY ticket_id")
    assert {count for _, count in calls} == {1}


def check_openings(crowd: Crowd) -> None:
    """No offer twice; firm + accepted within the head-count, as the offers themselves say."""
    server = crowd.town.server
    offers = rows(server, "SELECT id, vacancy_id, state FROM offer")
    assert sorted(row[0] for row in offers) == sorted(crowd.made)
    taken = Counter(row[1] for row in offers if row[2] in ("firm", "accepted"))
    posts = rows(server, "SELECT id, head_count, firm, accepted FROM vacancy")
    assert len(posts) == len(POSTS) * len(crowd.town.stands)
    for key, head_count, firm, accepted in posts:
        assert firm + accepted == taken[key] <= head_count
    (hires,) = rows(server, "SELECT count(*) FROM hire WHERE state = 'hired'")[0]
    assert hires == len(crowd.hired)


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.timeout(60 + 12 * KILLS)
async def test_a_day_with_a_server_that_is_killed_at_random_moments(town: Town) -> None:
    seed = int(os.environ.get("CHAOS_SEED", time_ns() % 1_000_000))
    print(f"CHAOS_SEED={seed} CHAOS_KILLS={KILLS}")
    dice, began = random.Random(seed), monotonic()
    killer, crowd = Killer(town, random.Random(seed + 1)), Crowd(town, dice)
    async with asyncio.TaskGroup() as group:
        killing = group.create_task(killer.run())
        await town.organise()
        for name in ("Huafeng", "Xinda"):
            await town.stand(name, POSTS, recruiters=2)
        await town.open_fair()
        for stand in town.stands:
            await town.on_duty(stand)
        at_setup = killer.kills
        recruiting = [
            group.create_task(crowd.recruit(stand, one))
            for stand in town.stands
            for one in stand.recruiters
        ]
        while not crowd.seekers or not killing.done():
            await crowd.wave()
        for task in recruiting:
            task.cancel()

    check_acknowledged(town)
    check_places(crowd)
    check_openings(crowd)
    said = await town.server.run("ledger", "verify")
    print(
        f"{killer.kills} kills ({at_setup} before the fair opened) in {monotonic() - began:.0f} s; "
        f"{len(crowd.seekers)} seekers, {len(town.traffic.acknowledged)} commands acknowledged, "
        f"{town.traffic.sent_again} sent again, {len(crowd.hired)} hires\n{said}"
    )


# --- at real browsers ----------------------------------------------------------------------------


async def at_a_phone(people: Browsers, visitor: Visitor) -> Person:
    """Open a real browser for somebody who came in as a scripted one."""
    person = await people.person(visitor.who, device="phone")
    person.excuse(A_DEAD_SERVER)
    login = visitor.client.cookies["fair_login"]
    await person.context.add_cookies(
        [{"name": "fair_login", "value": login, "url": people.base_url}]
    )
    return person


async def an_open_booth(town: Town, seekers: int) -> tuple[Stand, list[Visitor]]:
    """Make a fair with one open booth and this many people in its line."""
    await town.organise()
    stand = await town.stand("Huafeng", POSTS)
    await town.open_fair()
    await town.on_duty(stand)
    line = [await town.seeker(number) for number in range(seekers)]
    for one in line:
        await one.press(f"/booths/{stand.booth_id}", "ticket.join")
    return stand, line


@pytest.mark.browser
@pytest.mark.chaos
async def test_an_open_page_keeps_its_place_and_heals_by_itself(
    town: Town, people: Browsers, server: Server
) -> None:
    _, (first, second) = await an_open_booth(town, 2)
    bo = await at_a_phone(people, second)
    await bo.goto("/queues")
    place = bo.page.locator('[data-fill="place"]')
    await expect(place).to_have_text("2")
    await bo.page.evaluate("window.sameTab = true")

    await server.kill()
    banner = bo.page.locator("connection-banner")
    await expect(banner).to_be_visible()
    await expect(banner).to_contain_text("Your place is kept")
    await expect(place).to_have_text("2")
    await server.start()

    await expect(banner).to_be_hidden(timeout=15_000)
    await expect(place).to_have_text("2")
    await first.press("/queues", "ticket.leave")
    await expect(place).to_have_text("1")
    assert await bo.page.evaluate("window.sameTab === true")


@pytest.mark.browser
@pytest.mark.chaos
async def test_a_ring_survives_two_minutes_without_a_server(
    town: Town, people: Browsers, server: Server, needs: Callable[[str, str], str]
) -> None:
    needs("faketime", "faketime")
    stand, (seeker,) = await an_open_booth(town, 1)
    lan = await at_a_phone(people, seeker)
    await lan.goto("/queues")
    called = await stand.recruiters[0].press(f"/desk/{stand.booth_id}", "ticket.call_next")
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    left = "SELECT left_s FROM deadline WHERE kind = ? AND ref = ?"
    ((before,),) = rows(server, left, RING, called["call_id"])

    await server.kill()
    server.clock = "+2m"
    await server.start()

    async with asyncio.timeout(10):
        while (rows(server, left, RING, called["call_id"]) or [(0,)])[0][0] < before + 115:
            await asyncio.sleep(0.1)
    await expect(ring).to_be_visible()
    await ring.get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url(f"**/calls/{called['call_id']}")
    ((state,),) = rows(server, "SELECT state FROM call WHERE id = ?", called["call_id"])
    assert state == "connecting"
