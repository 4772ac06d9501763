"""The first page of a seeker on a phone: everything that it loads, in bytes, and from whom."""

from pathlib import Path

import pytest

from fair.app import Server as Wiring
from fair.demo import birth
from fair.settings import Settings
from fair.upgrade import upgrade
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import SECRET, a_server
from tests.journeys.harness.weight import weighed

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

MOST_BYTES, LEAST_BOOTHS, LEAST_POSTS = 80_000, 30, 500


@pytest.fixture
async def server(tmp_path: Path, request: pytest.FixtureRequest):
    """Serve the whole fair of the sample: its employers' booths and posts, open now."""
    settings = Settings.read(database_url=f"sqlite:///{tmp_path}/fair.db", secret=SECRET)
    upgrade(settings.database_url)
    await birth.make(Wiring(settings))
    async with a_server(request, tmp_path) as own:
        yield own


async def first_seen(people: Browsers, path: str) -> Person:
    """Open a path on a phone that has never been here; check what it cost."""
    person = await people.person(path.strip("/").replace("/", "-") or "start", device="phone")
    await weighed(person, path, MOST_BYTES)
    return person


async def booths_of(person: Person, halls: list[str]) -> int:
    """Walk through the halls and count what stands there."""
    count = 0
    for hall in halls:
        await person.goto(hall)
        count += await person.page.locator("article.booth").count()
    return count


async def test_all_that_a_first_page_loads_is_light_and_ours(people: Browsers) -> None:
    ada = await first_seen(people, "/")
    links = await ada.page.locator("main a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    halls = list(dict.fromkeys(link for link in links if link.startswith("/halls/")))
    booths = await booths_of(ada, halls)
    fair = next(link for link in links if link.startswith("/fairs/"))
    await first_seen(people, fair.removesuffix("/register"))
    await first_seen(people, halls[0])
    cai = await first_seen(people, "/vacancies")
    said = await cai.page.locator("#hits").inner_text()

    print(f"{booths} booths, {said}")
    assert booths >= LEAST_BOOTHS
    assert int(said.split()[0]) >= LEAST_POSTS
