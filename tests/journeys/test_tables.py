"""Olga brings a table of her own shape, chooses its columns, and mends the row that stayed out."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.journeys.harness.narrow import fits
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="module"),
]
TABLE = """公司,岗位名称,招聘人数,薪资,薪资单位,工作地点
华丰制衣,缝纫工,12,18-36万,年,平湖市/新埭镇
渤海重工,焊工,三五个,6000-8000,月,天津市/滨海
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("tables")) as made:
        yield made


async def a_choice_shows_its_rows_at_once(page: Page) -> None:
    """What is taken of a column, and which column it is, changes the rows while the page stays."""
    await page.evaluate("window.stayed = true")
    rows = page.locator("table-preview")
    await expect(rows).to_contain_text("平湖市/新埭镇")
    place = page.locator("tr", has=page.get_by_label("工作地点 is our column"))
    await place.get_by_text("Only a part of it").click()
    await place.get_by_label("Split at").fill("/")
    await expect(rows).not_to_contain_text("平湖市/新埭镇")
    await expect(rows).to_contain_text("平湖市")
    await page.get_by_label("公司 is our column").select_option("")
    await expect(rows).to_contain_text("Choose a column for: Employer.")
    await fits(page)
    await page.get_by_label("公司 is our column").select_option("employer")
    await expect(rows).to_contain_text("华丰制衣")
    await place.get_by_label("Split at").fill("")
    await expect(rows).to_contain_text("平湖市/新埭镇")
    assert await page.evaluate("window.stayed")


async def test_a_table_of_any_shape_comes_in_and_its_wrong_row_is_mended(
    house: House, tmp_path: Path
) -> None:
    olga = await house.person("olga")
    table = tmp_path / "posts.csv"
    table.write_text(TABLE, "utf-8")
    await olga.goto("/organise/imports")
    await fits(olga.page)
    await olga.page.locator("input[type=file]").set_input_files(table)
    await olga.page.get_by_role("button", name="Look at its columns").click()

    await expect(
        olga.page.get_by_role("heading", name="What the first rows would become")
    ).to_be_visible()
    await expect(olga.page.get_by_text("缝纫工").first).to_be_visible()
    await olga.shot("shape")
    await fits(olga.page)
    await a_choice_shows_its_rows_at_once(olga.page)
    await olga.page.get_by_label("Keep this map as").fill("Pinghu list")
    await olga.page.get_by_role("button", name="Bring it in").click()
    await olga.page.wait_for_url("**/organise/imports/runs/*")
    await expect(olga.page.get_by_text("All rows were read.")).to_be_visible()
    await fits(olga.page)
    await olga.page.get_by_role("link", name="What came in, and what waits").click()
    await olga.page.wait_for_url("**/desk/vacancies/imports/*")

    await olga.goto(olga.page.url + "/rows")
    row = olga.page.locator("#row-3")
    await expect(row).to_contain_text("三五个")
    await olga.shot("rows")
    await fits(olga.page)
    await row.locator("input:not([type=hidden])").first.fill("4")
    await row.get_by_role("button").first.click()
    await expect(row).to_have_count(0)
