"""On the smallest phone: hits and their pay are read at once, and *Join* is never hidden."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, expect

from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Person
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser, pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module"),
]  # fmt: skip

SMALL: ViewportSize = {"width": 360, "height": 640}
IN_HAND = {
    "title": "Hemmer", "language": "zh-Hans", "deductions_month": "0.5", "tax_month": "12.3",
    "insurance_month": "483", "own_costs": "medical 210 employer +40d",
}  # fmt: skip
COVERED = """
button => {
  const box = button.getBoundingClientRect(), tabs = document.querySelector(".tabs");
  const form = button.form.getBoundingClientRect();
  const room = tabs.getBoundingClientRect().top - form.top;
  if (room < box.height + 8 || box.bottom < 1) return false;  // the form is not on the screen yet
  if (box.top >= innerHeight) return true;
  const at = y => document.elementFromPoint(box.left + box.width / 2, y);
  return [box.top + 2, box.bottom - 2]
    .filter(y => y > 0 && y < innerHeight)
    .some(y => tabs.contains(at(y)));
}
"""


async def more_posts(stage: Stage, paths: dict[str, str]) -> None:
    """Another post whose pay is all said, and one that leaves the insurance open."""
    paths["whole"] = f"/vacancies/{await stage.post(3, **IN_HAND)}"
    await stage.post(3, title="Presser", tax_month="12.3")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("pay"), more_posts) as made:
        yield made


async def qi_at(house: House, path: str) -> Person:
    person = await house.person("qi", device="phone")
    await person.page.set_viewport_size(SMALL)
    await person.goto(path)
    return person


async def bottom(page: Page, selector: str) -> float:
    """Return where the lower edge of the first such thing stands on the screen."""
    box = await page.locator(selector).first.bounding_box()
    assert box, f"{selector} is not there"
    return box["y"] + box["height"]


async def test_after_searching_the_first_hit_and_its_pay_are_on_the_first_screen(
    house: House,
) -> None:
    qi = await qi_at(house, "/vacancies")
    page = qi.page
    await page.get_by_role("searchbox").fill("sewing")
    await page.get_by_role("button", name="Search", exact=True).click()
    await page.wait_for_url("**/vacancies?q=sewing**")

    tabs = await page.locator(".tabs").bounding_box()
    assert tabs
    for seen in (".sieve", ".vacancy .vacancy__title", ".vacancy .pay__figure"):
        assert await bottom(page, seen) <= tabs["y"], seen
    await expect(page.locator(".big-filters")).to_be_hidden()
    await expect(page.locator(".sieve__chosen")).to_contain_text("Any work, anywhere, any pay")

    await page.locator(".sieve summary").click()
    await page.get_by_label("Lodging").select_option("free")
    await page.get_by_label("Direct employers only").check()
    await page.get_by_role("button", name="Show posts").click()
    await expect(page.locator(".sieve__chosen")).to_contain_text(
        "lodging free, Direct employers only"
    )
    await expect(page.locator(".big-filters")).to_be_hidden()
    assert await bottom(page, ".vacancy .pay__figure") <= tabs["y"]
    await qi.shot("search-chosen", whole=False)
    await assert_accessible(page)


async def test_a_figure_says_what_it_is_and_the_post_says_the_same_with_its_working(
    house: House,
) -> None:
    qi = await qi_at(house, "/vacancies?q=Hemmer")
    page = qi.page
    card = page.locator(".vacancy", has_text="Hemmer")
    await expect(card.locator(".pay__figure").first).to_contain_text("4,104.20")
    await expect(card.locator(".pay__figure").first).to_contain_text("at least in hand")
    await expect(card).to_contain_text("Written in Chinese")

    await card.get_by_role("link", name="Hemmer").click()
    await page.wait_for_url(f"**{house.paths['whole']}")
    await expect(page.locator(".pay--large .pay__figure").first).to_contain_text("4,104.20")
    await expect(page.locator(".pay-table .table__row--total")).to_contain_text("4,104.20")
    await expect(page.locator("#own-costs")).to_contain_text("paid back by the employer")
    table = page.locator(".pay-table")
    inside = await table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    assert inside
    await qi.shot("post-in-hand")
    await assert_accessible(page)

    await qi.goto("/vacancies?q=Presser")
    card = page.locator(".vacancy", has_text="Presser")
    await expect(card.locator(".pay__figure").first).to_contain_text("before tax and insurance")
    await expect(card).to_contain_text("No amount is given for: your own social insurance")


@pytest.mark.parametrize("where", ["booth", "whole"])
async def test_join_is_never_under_the_tab_bar(house: House, where: str) -> None:
    qi = await qi_at(house, house.paths[where])
    join = qi.page.locator("form[data-command='ticket.join'] button.button--large")
    height = int(await qi.page.evaluate("document.documentElement.scrollHeight"))

    met = 0
    for top in range(0, height, 40):
        await qi.page.evaluate("top => scrollTo({ top, behavior: 'instant' })", top)
        assert not await join.evaluate(COVERED), f"covered when scrolled by {top}"
        met += await join.evaluate("one => one.getBoundingClientRect().top < innerHeight")
    assert met


async def test_one_tap_leads_from_the_post_to_join_in_sight(house: House) -> None:
    qi = await qi_at(house, house.paths["whole"])
    await qi.page.get_by_role("link", name="To the queue").click()

    join = qi.page.get_by_role("button", name="Join the queue")
    await expect(join).to_be_in_viewport(ratio=1)
    assert not await join.evaluate(COVERED)
    await qi.shot("post-join", whole=False)
