"""The phone lies locked in a pocket for forty minutes: rung there, answered by the text's link.

The server's hours pass by Debian's faketime, whose file says how far its clock is ahead.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect
from sqlalchemy import select, update

from fair.people.store import person_table
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import A_DEAD_SERVER, Browsers, Person, browsers
from tests.journeys.harness.server import Server
from tests.journeys.house import More, furnished

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]
FAKED = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
CALL = 'form[data-command="ticket.call_next"] button'
TURN = "Your turn"
PATIENCE_MS = 60_000  # a machine that does other things, too


class Pocket:
    """Lan waits first and Bo second; Mei is at the desk, Olga reads what was texted."""

    def __init__(
        self, server: Server, people: Browsers, told: tuple[Any, Any], ahead: Path
    ) -> None:
        self.server, self.people, self.ahead = server, people, ahead
        self.tokens, self.paths = told

    def forty_minutes_pass(self) -> None:
        """Put the server's clock ahead, as it runs."""
        self.ahead.write_text("+40m\n")

    async def person(self, name: str, where: str) -> Person:
        device = "phone" if name == "lan" else "desktop"
        person = await self.people.person(name.title(), device=device)  # type: ignore[arg-type]
        person.context.set_default_timeout(PATIENCE_MS)
        person.excuse(f"{A_DEAD_SERVER}|ERR_INTERNET_DISCONNECTED|net::ERR_")
        await person.context.add_cookies(
            [{"name": "fair_login", "value": self.tokens[name], "url": self.server.url}]
        )
        await person.goto(self.paths[where])
        return person

    async def locks(self, person: Person) -> None:
        """The page is frozen and its socket is gone, as phones do it."""
        await person.context.set_offline(True)
        devtools = await person.context.new_cdp_session(person.page)
        await devtools.send("Page.setWebLifecycleState", {"state": "frozen"})

    async def texted(self, words: str, within_s: float) -> str:
        """Return the link of the first text that says so, once Olga can read it."""
        olga = await self.person("olga", "help")
        async with asyncio.timeout(within_s):
            while True:
                await olga.goto("/outbox")
                text = await olga.page.locator("main").inner_text()
                said = next((one for one in text.splitlines() if words in one), "")
                if found := re.search(r"http\S+/t/\w+", said):
                    return found[0]
                await asyncio.sleep(0.3)

    async def mei_calls(self) -> Person:
        """Mei calls who is next."""
        mei = await self.person("mei", "desk")
        await mei.page.locator(f".desk__main {CALL}").click()
        await mei.page.wait_for_url("**/calls/*")
        return mei

    def ticket(self) -> tuple[int, str]:
        """Return Lan's number and state, as the database has them."""
        ((number, state),) = self.server.rows(
            "SELECT number, state FROM ticket ORDER BY number LIMIT 1"
        )
        return number, state

    def states(self) -> dict[str, str]:
        """Return how the tickets of the two who wait stand now."""
        return dict(
            self.server.rows(
                "SELECT person.name, ticket.state FROM ticket JOIN person "
                "ON person.id = ticket.person_id WHERE person.name IN ('Lan', 'Bo')"
            )
        )

    async def answers_elsewhere(self, link: str) -> Person:
        """Open the link where nobody is signed in, as another browser of the phone does."""
        other = await self.people.person("Lan, by the text", device="phone")
        other.context.set_default_timeout(PATIENCE_MS)
        await other.goto(link)
        await expect(other.page.get_by_role("heading", name=TURN)).to_be_visible(
            timeout=PATIENCE_MS
        )
        await other.page.set_viewport_size({"width": 360, "height": 740})
        await other.shot("texted-link", whole=False)
        await assert_accessible(other.page)
        await other.page.get_by_role("button", name="Answer").click(no_wait_after=True)
        await other.page.wait_for_url("**/calls/*", timeout=PATIENCE_MS)
        return other


async def _a_couple(stage: Stage, _paths: dict[str, str]) -> None:
    """Bo has proved Lan's number as well: they have one phone."""
    who = person_table
    ((number,),) = stage.world.rows(select(who.c.phone).where(who.c.name == "Lan"))
    bo = update(who).where(who.c.name == "Bo").values(phone=number, share=2)
    await stage.world.work(lambda work: work.write(bo))


@asynccontextmanager
async def in_a_pocket(folder: Path, more: More | None = None) -> AsyncIterator[Pocket]:
    told = await furnished(folder, more)
    ahead = folder / "ahead"
    ahead.write_text("+0\n")
    faked = {
        "LD_PRELOAD": FAKED, "FAKETIME_TIMESTAMP_FILE": str(ahead), "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    server = Server(folder, env=faked)
    try:
        await server.start(within_s=60)
        async with browsers(folder, server.url) as people:
            yield Pocket(server, people, told, ahead)
    finally:
        await server.stop()


async def test_rung_after_forty_minutes_in_the_pocket_and_answered_by_the_link(
    tmp_path: Path, needs: Callable[[str, str], str]
) -> None:
    needs("faketime", "faketime")
    async with in_a_pocket(tmp_path) as pocket:
        lan = await pocket.person("lan", "queues")
        await expect(lan.page.locator('[data-fill="place"]')).to_have_text("1", timeout=PATIENCE_MS)
        await pocket.locks(lan)
        pocket.forty_minutes_pass()
        mei = await pocket.mei_calls()
        assert pocket.ticket() == (1, "called")

        link = await pocket.texted("rings you for your talk", within_s=60)
        await pocket.answers_elsewhere(link)

        assert pocket.ticket() == (1, "talking")
        await expect(mei.page.get_by_label("Type instead of talking")).to_be_visible(
            timeout=PATIENCE_MS
        )


async def test_a_power_cut_of_forty_minutes_costs_nobody_the_place(
    tmp_path: Path, needs: Callable[[str, str], str]
) -> None:
    needs("faketime", "faketime")
    async with in_a_pocket(tmp_path) as pocket:
        bo = await pocket.person("bo", "queues")
        place = bo.page.locator('[data-fill="place"]')
        await expect(place).to_have_text("2", timeout=PATIENCE_MS)
        mei = await pocket.mei_calls()

        await pocket.server.kill()
        pocket.forty_minutes_pass()
        await expect(bo.page.locator("connection-banner")).to_contain_text(
            "Your place is kept", timeout=PATIENCE_MS
        )
        await pocket.server.start(within_s=60)

        # It still rings for Lan: the cut counts for nothing, and nothing was due in it.
        assert pocket.ticket() == (1, "called")
        link = await pocket.texted("rings you for your talk", within_s=60)
        await pocket.answers_elsewhere(link)
        assert pocket.ticket() == (1, "talking")
        await expect(place).to_have_text("1", timeout=PATIENCE_MS)
        await expect(mei.page.get_by_label("Type instead of talking")).to_be_visible(
            timeout=PATIENCE_MS
        )


async def test_a_couple_shares_one_number_and_each_is_called_by_name(
    tmp_path: Path, needs: Callable[[str, str], str]
) -> None:
    """Each text says for whom it is; its link brings in whom it names, and nobody else's turn."""
    needs("faketime", "faketime")
    async with in_a_pocket(tmp_path, _a_couple) as pocket:
        shared = await pocket.person("bo", "queues")  # the one phone, where Bo came in last
        mei = await pocket.mei_calls()

        link = await pocket.texted("For Lan: ", within_s=60)
        await shared.goto(link)
        await expect(shared.page.get_by_text("For Lan.")).to_be_visible(timeout=PATIENCE_MS)
        await expect(shared.page.get_by_text("Somebody else is signed in")).to_be_visible()
        await shared.shot("one-phone-of-two", whole=False)
        assert pocket.ticket() == (1, "called")
        await shared.page.get_by_role("button", name="Answer").click(no_wait_after=True)
        await shared.page.wait_for_url("**/calls/*", timeout=PATIENCE_MS)
        assert pocket.states() == {"Lan": "talking", "Bo": "waiting"}

        for one in (shared, mei):
            heard = one.page.locator("call-stage p[data-fill=state]")
            await expect(heard).to_contain_text("Clear connection", timeout=PATIENCE_MS)
        await mei.page.get_by_role("button", name="Hang up", exact=True).click()
        await expect(mei.page.get_by_text("The call is over")).to_be_visible(timeout=PATIENCE_MS)
        await mei.goto(pocket.paths["desk"])
        await mei.page.locator(f".desk__main {CALL}").click()
        await mei.page.wait_for_url("**/calls/*")
        link = await pocket.texted("For Bo: ", within_s=60)
        await shared.goto(link)
        await expect(shared.page.get_by_text("For Bo.")).to_be_visible(timeout=PATIENCE_MS)
        await shared.page.get_by_role("button", name="Answer").click(no_wait_after=True)
        await shared.page.wait_for_url("**/calls/*", timeout=PATIENCE_MS)
        assert pocket.states() == {"Lan": "served", "Bo": "talking"}
