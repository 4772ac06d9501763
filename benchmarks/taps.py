"""What it takes people: taps, fields and seconds into a queue, to the next, an offer, a post.

`fair serve` as shipped and Debian's Chromium, by a program that neither reads nor thinks: the
seconds are those of the machine, the taps and fields those of the person. A list that one chooses
from, and a day or number that one types, is a field.
"""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.async_api import Locator, Page, expect

from fair.upgrade import upgrade
from tests.booths.scene import CODE, a_scene
from tests.hiring.stage import Stage
from tests.journeys.harness.browsers import Person, browsers
from tests.journeys.harness.server import Server
from tests.journeys.house import House, a_house
from tests.world import running

PATIENCE_MS = 180_000  # the machine may be busy; that is said beside the seconds
MOST_STEPS = 6
PHONE = "138 0013 8009"
NEXT = re.compile("Hang up, save and call next")
IN_A_QUEUE = '[data-fill="place"]'
POST = {
    "title": "Sewing worker", "work": "sewing", "duties": "Sew shirts.",
    "conditions": "Day shift, two days off a week.", "head_count": "2", "county": "330481",
    "place": "12 Mill Road", "pay_base": "4800", "pay_period": "month", "currency": "CNY",
    "usual_hours_week": "40", "signed_by": "direct",
}  # fmt: skip


@dataclass
class Walk:
    """One walk of one person, from its beginning to what it was for."""

    page: Page
    taps: int = 0
    fields: int = 0
    begun: float = field(default_factory=monotonic)

    async def tap(self, one: Locator) -> None:
        await one.click()
        self.taps += 1

    async def write(self, label: str, text: str) -> None:
        await self.page.get_by_label(label, exact=True).fill(text)
        self.fields += 1

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name).first

    def taken(self) -> dict[str, Any]:
        """Return what it took until now, and how busy the machine is."""
        return {
            "taps": self.taps,
            "fields": self.fields,
            "seconds": round(monotonic() - self.begun, 1),
            "load": round(os.getloadavg()[0], 1),
        }


async def measure(folder: Path) -> dict[str, Any]:
    """Walk all of them; return taps, fields and seconds by what was wanted."""
    (folder / "house").mkdir()
    (folder / "new").mkdir()
    async with a_house(folder / "house", _with_sam) as house:
        found = {
            "a post's link, signed in: in its queue": await known_joins(house),
            "a post's link, never here before: in its queue": await stranger_joins(house),
            **await talks(house),
        }
    async with _new_employer(folder / "new") as (mei, olga, employer):
        posted = await posts(mei, olga, employer)
        return {**found, "a new employer: licence sent, first post open": posted}


async def _with_sam(stage: Stage, _paths: dict[str, str]) -> None:
    await stage.person("Sam")


async def known_joins(house: House) -> dict[str, Any]:
    """Somebody signed in opens the link of a post that a friend sent."""
    sam = await _patient(await house.person("sam", "phone"))
    walk = Walk(sam.page)
    await sam.goto(house.paths["post"])
    return await _joined(walk)


async def stranger_joins(house: House) -> dict[str, Any]:
    """Somebody who never was here opens it, says who they are, and confirms the number."""
    new = await _patient(await house.people.person("New", device="phone"))
    walk = Walk(new.page)
    await new.goto(house.paths["post"])
    await walk.tap(walk.page.get_by_role("link", name="Register and join").first)
    written = {
        "Your name": "New", "Your mobile number": PHONE, "Year": "1991", "Month": "4", "Day": "30",
    }  # fmt: skip
    for label, text in written.items():
        await walk.write(label, text)
    await walk.tap(walk.button("Join the fair"))
    await walk.page.wait_for_url("**/me/confirm**")
    olga = await _patient(await house.person("olga"))
    await olga.goto("/outbox")
    letter = olga.page.locator(".outbox__item").filter(has_text=re.compile(rf"{PHONE[-4:]}\b"))
    code = (await letter.locator("[data-code]").first.inner_text()).strip()
    await walk.write("The six digits", code)
    await walk.tap(walk.button("Confirm"))
    return await _joined(walk)


async def _joined(walk: Walk) -> dict[str, Any]:
    join = walk.button("Join the queue")
    onward = walk.page.get_by_role("link", name="Join the queue").first
    await expect(join.or_(onward).first).to_be_visible()
    if not await join.count():
        await walk.tap(onward)
    await walk.tap(join)
    await walk.page.wait_for_url("**/queues")
    await expect(walk.page.locator(IN_A_QUEUE).first).to_be_visible()
    return walk.taken()


async def talks(house: House) -> dict[str, Any]:
    """Mei ends her talk with Lan by no fit and the next rings: Bo, to whom she makes an offer."""
    lan, bo, mei = [await _patient(await house.person(one)) for one in ("lan", "bo", "mei")]
    for one in (lan, bo):
        await one.goto("/queues")
    await mei.goto(house.paths["desk"])
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    await _answers(lan, mei)

    onward = Walk(mei.page)
    ending, before = mei.page.locator("section.outcome"), mei.page.url
    await onward.tap(ending.locator("label", has_text="No fit"))
    reasons = ending.get_by_label("The seeker reads this reason")
    await reasons.select_option(index=1)
    onward.fields += 1
    await onward.tap(ending.get_by_role("button", name=NEXT))
    await mei.page.wait_for_url(lambda url: "/calls/" in url and url != before)
    await expect(mei.page.get_by_text(re.compile("Ringing "))).to_be_visible()
    ended = onward.taken()

    await _answers(bo, mei)
    offer = Walk(mei.page)
    await offer.tap(offer.button("Make the offer"))
    await expect(mei.page.locator('offer-panel [data-state="firm"]')).to_be_visible()
    return {
        "a talk ends with its outcome: the next person rings": ended,
        "in a talk: a firm offer made": offer.taken(),
    }


async def _answers(seeker: Person, recruiter: Person) -> None:
    await seeker.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await expect(recruiter.page.locator('.call[data-state="live"]')).to_be_visible()


@asynccontextmanager
async def _new_employer(folder: Path) -> AsyncIterator[tuple[Person, Person, str]]:
    """Mei, whose employer was invited and given a booth and nothing else; Olga; the employer."""
    upgrade(f"sqlite:///{folder}/fair.db")
    async with running(folder) as world:
        scene = await a_scene(world)
        await scene.open_fair()
    server = Server(folder)
    await server.start()
    try:
        async with browsers(folder, server.url, shared=True) as people:
            made = []
            for who in ("recruiter", "organiser"):
                person = await _patient(await people.person(who, device="desktop"))
                await person.context.add_cookies(
                    [{"name": "fair_login", "value": scene.tokens[who], "url": server.url}]
                )
                made.append(person)
            yield made[0], made[1], scene.employer_id
            await people.close(failed=False)
    finally:
        await server.stop()


async def posts(mei: Person, olga: Person, employer: str) -> dict[str, Any]:
    """Mei is led from the licence to the open post; the organiser's own taps are not hers."""
    walk = Walk(mei.page)
    await mei.goto("/desk/licence")
    await walk.write("Unified social credit code", CODE)
    await walk.tap(walk.button("Send for checking"))
    await expect(walk.page.get_by_text("The organiser is checking it")).to_be_visible()
    await olga.goto(f"/organise/employers/{employer}")
    await olga.page.get_by_role("button", name="Verify: it agrees with the register").click()
    await expect(olga.page.locator('.licence[data-state="verified"]')).to_be_visible()

    await mei.goto("/desk/vacancies/new")
    opens = walk.page.locator('form[data-command="vacancy.open"] button')
    for _ in range(MOST_STEPS):
        if await opens.count():
            break
        await _fill_in(walk)
        async with walk.page.expect_navigation():
            await walk.tap(walk.button(re.compile("^Save")))
    await walk.tap(opens)
    await walk.page.wait_for_url("**/desk/vacancies?show=open")
    await expect(walk.page.get_by_role("link", name=POST["title"])).to_be_visible()
    return walk.taken()


async def _fill_in(walk: Walk) -> None:
    """Fill what the step in sight marks as needed and is empty."""
    today = datetime.now(UTC).date()
    days = {"starts_on": today + timedelta(days=14), "valid_through": today + timedelta(days=40)}
    known = {**POST, **{name: str(day) for name, day in days.items()}}
    for name, value in known.items():
        one = walk.page.locator(f'fieldset:not([hidden]) [name="{name}"]')
        if not await one.count() or await one.input_value():
            continue
        if await one.evaluate("(one) => one.tagName") == "SELECT":
            await one.select_option(value)
        else:
            await one.fill(value)
        walk.fields += 1


async def _patient(person: Person) -> Person:
    person.context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    return person
