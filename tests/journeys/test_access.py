"""Every page that anybody can reach is for all: axe finds nothing, whoever looks, however it looks.

One page of each kind is opened for each role, on a phone and on a desktop by turns; twelve pages
more in every language, light and dark.
"""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize

from fair.app import ROUTES
from fair.languages import LANGUAGES
from tests.journeys.crowded import crowded
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Person
from tests.journeys.harness.walks import walked
from tests.journeys.house import House, a_house, in_a_call

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
]

PAGES = {
    route.path: route.path_regex
    for route in ROUTES
    # A part of a page, which is fetched into it, begins with a line.
    if "GET" in (route.methods or ())
    and any("/_" not in page.template for page in getattr(route.endpoint, "pages", ()))
}
# Pages behind a link or a step of their own: nobody comes there by following links.
BEHIND_A_STEP = {
    "/calls/{call_id}/write": "in a talk, without programs",
    "/desk/vacancies/imports/{import_id}": "after a file was brought",
    "/desk/vacancies/imports/{import_id}/rows": "where rows wait: test_tables looks at it",
    "/enrolments/{token}": "by a link that was mailed",
    "/fairs/{fair_id}/recruit/sent": "after the request was sent",
    "/guests/come/{token}": "by a link into a talk",
    "/guests/{guest_id}": "in a talk, for who was let in",
    "/invited/{token}": "by an invitation",
    "/k/{token}": "by one's own link",
    "/me/second/codes": "once, after a second step was set up",
    "/organise/drafts/runs/{run_id}": "once the office works on many drafts",
    "/organise/help/{request_id}": "once somebody is helped: test_helpdesk looks at it",
    "/organise/help/{request_id}/place": "once somebody is helped: test_helpdesk looks at it",
    "/organise/imports/runs/{intake_id}": "while a table comes in: test_tables looks at it",
    "/organise/imports/shape/{file_id}": "once a table was brought: test_tables looks at it",
    "/sign-in/code": "after the password",
    "/sign-in/new-password/{token}": "by a link that was mailed",
    "/sign-in/second": "after the password",
    "/t/{token}": "by the link of a text: test_locked_phone looks at it",
}
MET: set[str] = set()
BEGIN = {
    "": ("/", "/vacancies", "/help", "/sign-in", "/sign-in/read-out", "/erased"),
    "lan": ("/queues", "/me", "/", "/vacancies", "/me/confirm", "/cases"),
    "zhi": ("/queues", "/me", "/help"),
    "mei": ("/desk", "/me", "/help", "/desk/vacancies/bulk"),
    "olga": ("/board", "/organise", "/me", "/help"),
    "eve": ("/audit", "/me", "/help"),
}
SIZES: list[ViewportSize] = [{"width": 390, "height": 844}, {"width": 1280, "height": 800}]
LEAVES = re.compile(r"/(sign-out|k)(/|$)")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The furnished fair with what makes rows long."""
    async with a_house(tmp_path_factory.mktemp("access"), crowded) as made:
        yield made


async def somebody(house: House, name: str) -> Person:
    if not name and name not in house.known:
        house.known[name] = await house.people.person("Guest")
    person = await house.person(name)
    person.excuse("status of 40[134]")  # links that lead to what another may see, and not oneself
    return person


async def looked_at(page: Page, faults: list[str]) -> None:
    try:
        await assert_accessible(page)
    except AssertionError as found:
        faults.append(str(found))


@pytest.mark.parametrize("who", BEGIN, ids=lambda who: who or "a visitor")
async def test_axe_finds_nothing_on_any_page_that_somebody_can_reach(
    house: House, who: str
) -> None:
    page, faults = (await somebody(house, who)).page, list[str]()
    more = {"": (), "eve": (house.paths["opened names"],)}.get(who, house.paths.values())
    begin = [*BEGIN[who], *more]
    seen = 0
    async for path in walked(page, house.server.url, begin, lambda path: not LEAVES.search(path)):
        MET.update(known for known, of in PAGES.items() if of.match(path.partition("?")[0]))
        await page.set_viewport_size(SIZES[seen % len(SIZES)])
        await looked_at(page, faults)
        seen += 1
    assert seen > 8
    assert not faults, "\n\n".join(faults)


async def test_axe_finds_nothing_in_a_talk_on_either_side(house: House) -> None:
    for name in ("lan", "mei"):
        await (await somebody(house, name)).page.set_viewport_size(SIZES[1])
    await in_a_call(house)
    faults = list[str]()
    for name in ("lan", "mei"):
        page = (await somebody(house, name)).page
        for size in SIZES:
            await page.set_viewport_size(size)
            await looked_at(page, faults)
    MET.add("/calls/{call_id}")
    assert not faults, "\n\n".join(faults)


async def test_every_page_of_the_house_was_among_them() -> None:
    assert sorted(set(PAGES) - MET) == sorted(BEHIND_A_STEP)


TWELVE = [
    ("", "/"), ("", "/vacancies"), ("", "post"), ("", "/sign-in"), ("lan", "booth"),
    ("lan", "queues"), ("lan", "me"), ("zhi", "offer"), ("mei", "desk"), ("mei", "new offer"),
    ("olga", "/board"), ("olga", "/organise"),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_twelve_pages_in_each_language_light_and_dark(house: House, lang: str) -> None:
    faults = list[str]()
    for who, path in TWELVE:
        page = (await somebody(house, who)).page
        await page.goto(house.server.url + house.paths.get(path, path))
        if await page.locator("html").get_attribute("lang") != lang:
            choose = page.locator(f"form[action='/language'] button[value='{lang}']").first
            async with page.expect_navigation():
                await choose.evaluate("button => button.click()")
        for scheme in ("light", "dark"):
            # A colour that is on its way to another is neither.
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await looked_at(page, faults)
    assert not faults, "\n\n".join(faults)
