"""The power fails, again and again, in the middle of everything: the fair goes on.

A killer fires SIGKILL at a random millisecond while commands are in flight. What people sent and
got no answer to, they send again, the very same. CHAOS_SEED repeats a run's dice, CHAOS_KILLS
sets how often.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator, Callable
from time import monotonic, time_ns

import pytest
from playwright.async_api import expect

from fair.rooms.call import RING
from tests.journeys.harness.booth_day import (
    POSTS,
    Crowd,
    check_acknowledged,
    check_openings,
    check_places,
)
from tests.journeys.harness.browsers import A_DEAD_SERVER, Browsers, Person
from tests.journeys.harness.server import Server
from tests.journeys.harness.town import Stand, Town
from tests.journeys.harness.visitor import Visitor

KILLS = int(os.environ.get("CHAOS_KILLS", "12"))


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    made = Town(server)
    try:
        yield made
    finally:
        await made.close()


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
        await crowd.day(group, killing)

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
    ((before,),) = server.rows(left, RING, called["call_id"])

    await server.kill()
    server.clock = "+2m"
    await server.start()

    async with asyncio.timeout(10):
        while (server.rows(left, RING, called["call_id"]) or [(0,)])[0][0] < before + 115:
            await asyncio.sleep(0.1)
    await expect(ring).to_be_visible()
    await ring.get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url(f"**/calls/{called['call_id']}")
    ((state,),) = server.rows("SELECT state FROM call WHERE id = ?", called["call_id"])
    assert state == "connecting"
