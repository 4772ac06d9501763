"""A fair where every kind of page has something to write in; one server and one browser for all."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import expect

from fair.contract.board import OpenCase
from fair.contract.people import SkipQuestion
from fair.contract.queue import JoinQueue
from fair.contract.rooms_chat import Ask
from tests.hiring.stage import Stage, a_stage
from tests.journeys.harness.browsers import Browsers, Device, Person, browsers
from tests.journeys.harness.server import Server
from tests.world import running

ASKED_BEFORE_THE_COUNTY = ("work", "certificates", "languages", "places")


@dataclass
class House:
    """Lan waits first, Bo second; Qi has talked and waits for an answer, Zhi has an offer.

    The people of the booth are Mei (on duty) and Wei, Olga organises. `paths` by what is there.
    """

    server: Server
    people: Browsers
    tokens: dict[str, str]
    paths: dict[str, str]
    known: dict[str, Person] = field(default_factory=dict)

    async def person(self, name: str, device: Device = "desktop") -> Person:
        """Return somebody, signed in; the same browser each time."""
        if name not in self.known:
            self.known[name] = person = await self.people.person(name.title(), device=device)
            await person.context.add_cookies(
                [{"name": "fair_login", "value": self.tokens[name], "url": self.server.url}]
            )
        return self.known[name]

    async def at(self, who: str, where: str) -> Person:
        """Return somebody at one of the paths, with the page's programs at work."""
        person = await self.person(who)
        await person.goto(self.paths[where])
        await person.page.wait_for_function("document.documentElement.classList.contains('js')")
        return person


More = Callable[[Stage, dict[str, str]], Awaitable[None]]


async def furnished(
    folder: Path, more: More | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Make the database of such a fair in a folder; return the tokens and the paths.

    `more` furnishes it further, and may add to the paths.
    """
    async with running(folder) as world:
        stage: Stage = await a_stage(world, head_count=3)
        scene, booth = stage.scene, {"booth_id": stage.scene.booth_id}
        lan, bo = await stage.person("Lan"), await stage.person("Bo")
        for one in (lan, bo):
            await world.do(JoinQueue(**booth, ready_in=0), one)
        for question in ASKED_BEFORE_THE_COUNTY:
            await world.do(SkipQuestion(question=question), lan)
        qi, zhi = await stage.talked("Qi"), await stage.talked("Zhi")
        offer_id = await stage.offered(zhi)
        await world.do(Ask(**booth, text="Is there a bed for two?"), bo)
        case = await world.do(OpenCase(kind="vacancy", ref=stage.vacancy_id, what="other"), bo)
        paths = {
            "help": "/help",
            "me": "/me",
            "queues": "/queues",
            "booth": f"/booths/{scene.booth_id}",
            "desk": f"/desk/{scene.booth_id}",
            "owed": f"/desk/{scene.booth_id}/owed/{stage.interviews[qi.person_id]}",
            "my booth": f"/desk/booth?booth={scene.booth_id}",
            "post": f"/vacancies/{stage.vacancy_id}",
            "case": f"/cases/{case.case_id}",
            "new offer": f"/desk/offers/new/{stage.interviews[qi.person_id]}",
            "offer": f"/offers/{offer_id}",
        }
        if more:
            await more(stage, paths)
        tokens = {
            **{name.lower(): token for name, token in stage.tokens.items()},
            "mei": scene.tokens["recruiter"],
            "wei": scene.tokens["colleague"],
            "olga": scene.tokens["organiser"],
        }
        return tokens, paths


@asynccontextmanager
async def a_house(folder: Path, more: More | None = None) -> AsyncIterator[House]:
    """Serve such a fair, and have a browser ready; at the end nobody may have met an error."""
    tokens, paths = await furnished(folder, more)
    server = Server(folder)
    try:
        await server.start()
        async with browsers(folder, server.url, shared=True) as people:
            house = House(server, people, tokens, paths)
            try:
                yield house
            finally:
                await people.close(failed=False)
            people.assert_no_troubles()
    finally:
        await server.stop()


async def in_a_call(house: House) -> None:
    """Mei rings Lan, who answers; both have the call's page open."""
    lan, mei = await house.person("lan"), await house.person("mei")
    await lan.goto("/queues")
    await mei.goto(house.paths["desk"])
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")
    await expect(mei.page.get_by_label("Type instead of talking")).to_be_visible()
    house.paths["call"] = mei.page.url.removeprefix(house.server.url)
