"""The first page of a seeker on a phone: everything that it loads, in bytes, and from whom."""

from pathlib import Path

import pytest
from playwright.async_api import CDPSession

from fair.app import Server as Wiring
from fair.demo import birth
from fair.settings import Settings
from fair.upgrade import upgrade
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import SECRET, a_server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

MOST_BYTES, LEAST_BOOTHS, LEAST_POSTS = 150_000, 30, 500


@pytest.fixture
async def server(tmp_path: Path, request: pytest.FixtureRequest):
    """Serve the whole fair of the sample: its employers' booths and posts, open now."""
    settings = Settings.read(database_url=f"sqlite:///{tmp_path}/fair.db", secret=SECRET)
    upgrade(settings.database_url)
    await birth.make(Wiring(settings))
    async with a_server(request, tmp_path) as own:
        yield own


class Weight:
    """Counts what comes over the wire, headers and all, as the browser's own network sees it."""

    def __init__(self, session: CDPSession) -> None:
        self.total, self.responses = 0, 0
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._frame)

    def _finished(self, event: dict[str, float]) -> None:
        self.total += round(event["encodedDataLength"])
        self.responses += 1

    def _frame(self, event: dict[str, dict[str, str]]) -> None:
        self.total += len(event["response"]["payloadData"])


async def weighed(people: Browsers, path: str) -> Person:
    """Open a path on a phone that has never been here; say and check what it cost."""
    person = await people.person(path.strip("/").replace("/", "-") or "start", device="phone")
    session = await person.context.new_cdp_session(person.page)
    await session.send("Network.enable")
    weight = Weight(session)
    await person.goto(path)
    await person.page.wait_for_load_state("networkidle")
    await session.detach()
    print(f"{path}: {weight.total / 1000:.1f} kB in {weight.responses} responses")
    assert weight.responses > 3
    assert weight.total < MOST_BYTES
    return person


async def booths_of(person: Person, halls: list[str]) -> int:
    """Walk through the halls and count what stands there."""
    count = 0
    for hall in halls:
        await person.goto(hall)
        count += await person.page.locator("article.booth").count()
    return count


async def test_all_that_a_first_page_loads_is_light_and_ours(people: Browsers) -> None:
    ada = await weighed(people, "/")
    links = await ada.page.locator("main a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    halls = list(dict.fromkeys(link for link in links if link.startswith("/halls/")))
    booths = await booths_of(ada, halls)
    fair = next(link for link in links if link.startswith("/fairs/"))
    await weighed(people, fair.removesuffix("/register"))
    await weighed(people, halls[0])
    cai = await weighed(people, "/vacancies")
    said = await cai.page.locator("#hits").inner_text()

    print(f"{booths} booths, {said}")
    assert booths >= LEAST_BOOTHS
    assert int(said.split()[0]) >= LEAST_POSTS
