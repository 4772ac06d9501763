"""Olga fills in what two hundred drafts lack; the machine dies meanwhile, and nothing is lost."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from fair.budgets import Budgets
from fair.contract.vacancies import VacancyCreate
from fair.db import utc_now
from tests.hiring.stage import Stage
from tests.journeys.harness.browsers import A_DEAD_SERVER
from tests.journeys.harness.narrow import fits
from tests.journeys.house import House, a_house
from tests.others.pair import until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]
MANY = 200
BARE = {"title": "平缝工", "work": "sewing", "head_count": "3", "county": "350582"}
TYPED = {
    "duties": "Sew and check.",
    "conditions": "Eight hours a day.",
    "pay_base": "4600",
    "signed_by": "direct",
    "currency": "CNY",
}


async def _drafts(stage: Stage, _paths: dict[str, str]) -> None:
    for number in range(MANY):
        stage.world.server.dispatch.budgets = Budgets()  # an import asks for them by another door
        command = VacancyCreate(booth_id=stage.scene.booth_id, ref=f"R{number}", **BARE)
        await stage.world.do(command, stage.mei)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("drafts"), _drafts) as made:
        yield made


async def test_what_was_begun_with_200_drafts_is_done_once_though_the_machine_dies_in_it(
    house: House,
) -> None:
    olga = await house.person("olga")
    await olga.goto("/organise/drafts")
    await fits(olga.page)
    form = olga.page.locator("#fill form")
    for name, text in TYPED.items():
        await form.locator(f"[name={name}]").fill(text)
    in_a_month = (utc_now() + timedelta(days=30)).date().isoformat()
    await form.locator("[name=valid_through]").fill(in_a_month)
    await form.locator("select[name=pay_period]").select_option("month")
    await form.locator("button[value=show]").click()
    await expect(olga.page.locator("#fill")).to_contain_text(f"{MANY} of {MANY} will be complete.")
    await fits(olga.page)
    await olga.shot("preview")
    await olga.page.locator("button[value=complete]").click()
    await olga.page.wait_for_url("**/organise/drafts/runs/*")

    def worked() -> int:
        return int(house.server.rows("select done from draft_run")[0][0])

    olga.excuse(A_DEAD_SERVER)
    await until(lambda: worked() >= 2, within_s=60)
    await house.server.restart()

    await expect(olga.page.get_by_text("All are worked on.")).to_be_visible(timeout=90_000)
    await fits(olga.page)
    await olga.shot("done")
    ((changed, left, done, parts),) = house.server.rows(
        "select changed, left, done, parts from draft_run"
    )
    assert (changed, left, done) == (MANY, 0, parts)
    ((told,),) = house.server.rows(
        "select sum(json_extract(data, '$.drafts')) from ledger where kind = 'drafts.completed'"
    )
    assert told == MANY
