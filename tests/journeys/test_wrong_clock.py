"""Phones whose clocks are wrong, and are set while the page is open: nobody reads a wrong time."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, expect

from fair.db import utc_now
from fair.rooms.ring import UNNOTICED_S
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server, a_server
from tests.journeys.harness.visitor import Visitor
from tests.queue.day import Day, a_day
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


MINUTES = {"right": 0, "fast": 20, "slow": -180}
# The device's clock, before any script of the page has read it.
DEVICE = """
globalThis.minutesFast = %d;
globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length) super(...given);
    else super(new.target.now());
  }
  static now() { return super.now() + globalThis.minutesFast * 60_000; }
};
"""
NO_SOCKET = "globalThis.WebSocket = class { constructor() { throw new Error('blocked'); } };"
SAY = """(instant) => {
  const time = Object.assign(document.createElement("time"), { dateTime: instant });
  time.dataset.local = "relative";
  document.querySelector("main").append(time);
}"""


@pytest.fixture
async def day(tmp_path: Path) -> Day:
    """An open booth with six people in its line."""
    async with running(tmp_path) as world:
        made = await a_day(world)
        await made.waiting(6)
        await made.look()
        return made


@pytest.fixture
async def server(day: Day, tmp_path: Path, request: pytest.FixtureRequest):
    assert day.tokens
    async with a_server(request, tmp_path) as own:
        yield own


async def with_clock(people: Browsers, token: str, minutes: int, more: str = "") -> Person:
    person = await people.person(f"Phone{minutes:+d}")
    await person.context.add_cookies(
        [{"name": "fair_login", "value": token, "url": people.base_url}]
    )
    await person.context.add_init_script(DEVICE % minutes + more)
    await person.goto("/queues")
    return person


def when(person: Person) -> Locator:
    return person.page.locator('queue-ticket [data-fill="range"]')


async def times(person: Person) -> list[str]:
    """Return the range as the person reads it; it has to stand there, and not *any moment now*."""
    await expect(when(person)).to_be_visible()
    return re.findall(r"\d{2}:\d{2}", await when(person).inner_text())


async def leaves(server: Server, token: str, phones: dict[str, Person], place: str) -> None:
    """Somebody before them leaves: all are told their place, and work the range out anew."""
    visitor = Visitor(server, "Leaver")
    visitor.client.cookies.set("fair_login", token)
    await visitor.press("/queues", "ticket.leave")
    await visitor.close()
    for person in phones.values():
        await expect(person.page.locator('[data-fill="place"]')).to_have_text(place)
    # Each works out by itself within some seconds whether its time moves.
    async with asyncio.timeout(15):
        while len({tuple(one) for one in await asyncio.gather(*map(times, phones.values()))}) > 1:
            await asyncio.sleep(0.05)
    assert len(await times(phones["right"])) == 2, place


async def test_a_wrong_clock_changes_no_range_no_ring_and_no_day(
    server: Server, people: Browsers, day: Day
) -> None:
    """The last in line has a phone that is right, one 20 minutes fast, one three hours slow."""
    *others, last = list(day.tokens.values())
    opened = await asyncio.gather(
        with_clock(people, others[0], MINUTES["fast"]),
        with_clock(people, others[4], MINUTES["fast"], NO_SOCKET),
        *(with_clock(people, last, minutes) for minutes in MINUTES.values()),
    )
    first, cut_off = opened[:2]
    phones = dict(zip(MINUTES, opened[2:], strict=True))
    # After its start the server's first word lets everybody fetch afresh; the second one does not.
    await leaves(server, others[1], phones, "5")
    await leaves(server, others[2], phones, "4")

    # Days and hours ahead, from the right now.
    now = utc_now()
    tomorrow = now + timedelta(hours=24, minutes=10)
    zone = ZoneInfo("Asia/Shanghai")
    days = (tomorrow.astimezone(zone).date() - now.astimezone(zone).date()).days
    for person in (*phones.values(), cut_off):
        await person.page.evaluate(SAY, tomorrow.isoformat())
        await person.page.evaluate(SAY, (now + timedelta(minutes=90)).isoformat())
        said = person.page.locator("time[data-local=relative]")
        await expect(said).to_have_text(["tomorrow" if days == 1 else "in 2 days", "in 1 hour"])

    # Two owners set their clocks while the page is open, and set them wrong.
    await phones["fast"].page.evaluate("globalThis.minutesFast = -600")
    await phones["right"].page.evaluate("globalThis.minutesFast = 60")
    await leaves(server, others[3], phones, "3")

    mei = Visitor(server, "Mei")
    mei.client.cookies.set("fair_login", day.scene.tokens["recruiter"])
    await mei.press(f"/desk/{day.booth_id}", "ticket.call_next")
    await mei.close()
    left = first.page.locator("incoming-call [data-fill=left]")
    await expect(left).to_be_visible()
    seconds = int(re.findall(r"\d+", await left.inner_text())[0])
    assert UNNOTICED_S - 10 <= seconds <= UNNOTICED_S
    await expect(left).not_to_contain_text(f" {seconds} ")
