"""Olga brings a table of some thousand rows; the machine dies meanwhile, and then she stops it."""

import csv
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.journeys.harness.browsers import A_DEAD_SERVER
from tests.journeys.harness.narrow import fits
from tests.journeys.house import House, a_house
from tests.others.pair import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
]
MANY = 12_000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("long-table")) as made:
        yield made


async def test_a_long_table_goes_on_after_the_machine_died_and_what_is_in_stays_when_it_is_stopped(
    house: House, tmp_path: Path
) -> None:
    olga = await house.person("olga")
    table = tmp_path / "posts.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Ref", "Company", "Job title", "Openings", "Salary"])
        for n in range(MANY):
            out.writerow([f"R{n}", f"Firm {n % 40} Ltd", f"Welder {n}", "3", "4600/month"])
    await olga.goto("/organise/imports")
    await olga.page.locator("input[type=file]").set_input_files(table)
    await olga.page.get_by_role("button", name="Look at its columns").click()
    await olga.page.get_by_role("button", name="Bring it in").click()
    await olga.page.wait_for_url("**/organise/imports/runs/*")

    def read() -> int:
        return int(house.server.rows("select read from intake_run")[0][0])

    meter = olga.page.locator("live-fragment")
    await expect(meter).to_contain_text("minute", timeout=60_000)  # how long it still takes
    await fits(olga.page)
    olga.excuse(A_DEAD_SERVER)
    await until(lambda: read() >= 200, within_s=60)
    await house.server.restart()
    before = read()
    await until(lambda: read() >= before + 200, within_s=90)
    await expect(meter).to_contain_text(f"of {MANY}")

    await olga.page.get_by_role("button", name="Stop; what is in stays in").click()
    await expect(olga.page.get_by_text("Stopped. The rows up to")).to_be_visible(timeout=30_000)
    await fits(olga.page)
    await olga.shot("stopped")
    ((brought, number),) = house.server.rows("select brought, row from intake_run")
    assert 0 < brought < MANY
    assert number == brought + 1  # the headings are the first row
    ((posts, different),) = house.server.rows(
        "select count(*), count(distinct ref) from vacancy where ref like 'R%'"
    )
    assert posts == different == brought
