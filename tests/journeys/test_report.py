"""The report on paper: an A4 sheet says of which fair and of when it is, and nothing is cut."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from fair.contract.hiring import AcceptOffer, OpenTerms
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house
from tests.world import some

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="module"),
]
# What is printed on of an A4 page with its margins, in the browser's units: 182 mm.
PRINTED_ON = 688
A_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
OVER_THE_EDGE = """width => [...document.querySelectorAll('main.report *')].filter(one => {
  const box = one.getBoundingClientRect();
  const scrolls = getComputedStyle(one).overflowX !== 'visible';
  const hidden = one.classList.contains('visually-hidden') || !box.width;
  return !hidden && (box.right > width + 1 || (scrolls && one.scrollWidth > one.clientWidth + 1));
}).map(one => one.outerHTML.slice(0, 120))"""


async def _an_acceptance(stage: Stage, paths: dict[str, str]) -> None:
    who = await stage.talked("An applicant with a name as long as it may be")
    offer_id = await stage.offered(who)
    await stage.world.do(OpenTerms(offer_id=offer_id), who)
    await stage.world.do(AcceptOffer(offer_id=offer_id), who)
    paths["report"] = f"/organise/fairs/{stage.scene.fair_id}/report"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("report"), _an_acceptance) as made:
        yield made


async def test_an_organiser_reads_the_report_and_goes_on_to_the_rows_of_a_figure(
    house: House,
) -> None:
    olga = await house.person("olga")
    await olga.goto("/organise/reports")
    await olga.page.get_by_role("link", name="Whole report").click()
    await expect(olga.page.get_by_role("heading", level=1)).to_contain_text("Report:")
    await assert_accessible(olga.page)
    accepted = olga.page.locator('tr[data-figure="accepted"]')
    await expect(accepted.locator("[data-now]")).to_have_text("1")
    await accepted.get_by_role("link").click()
    await expect(olga.page.locator(".list__item")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ja"])
async def test_on_a4_nothing_is_cut_and_its_head_says_of_which_fair_and_when(
    house: House, language: str
) -> None:
    olga = await house.person("olga")
    page = olga.page
    await olga.goto(f"{house.paths['report']}?lang={language}")
    head = await page.locator(".page-head").inner_text()
    await page.set_viewport_size({"width": PRINTED_ON, "height": 1000})
    await page.emulate_media(media="print")
    try:
        assert await page.evaluate(OVER_THE_EDGE, PRINTED_ON) == []
        assert await page.locator(".page-head").is_visible()
        assert "Spring fair" in head
        assert re.search(r"\d\d:\d\d", head)
        assert re.search(r"[0-9a-f]{16}", await page.locator(".report__head").inner_text())
        few = page.locator("tr.no-print")
        for one in await few.all():
            assert not await one.is_visible()
        assert await few.count()
        printed = await page.pdf(prefer_css_page_size=True)
    finally:
        await page.emulate_media(media="screen")
        await page.set_viewport_size({"width": 1280, "height": 800})
    assert len(A_PAGE.findall(printed)) >= 2
    left, bottom, right, top = map(
        float, some(re.search(rb"/MediaBox\s*\[([^\]]+)\]", printed))[1].split()
    )
    assert (round((right - left) / 72 * 25.4), round((top - bottom) / 72 * 25.4)) == (210, 297)
