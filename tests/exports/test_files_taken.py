"""Each file that leaves the house leaves a fact: who took which of which fair."""

import pytest
import pytest_asyncio

from fair.app import ROUTES
from fair.contract.imports import VacancyImportPublish
from tests.agreements.belongings import Belongings, belongings
from tests.world import World

ENDS = (".csv", ".xlsx", ".zip")
# Files that say nothing of anybody, and why they leave no fact.
EMPTY = {
    "/desk/vacancies/template.csv": "an empty template",
    "/desk/vacancies/template.xlsx": "an empty template",
    "/organise/roster/template.csv": "an empty template",
    "/organise/roster/template.xlsx": "an empty template",
}


@pytest_asyncio.fixture
async def have(world: World) -> Belongings:
    return await belongings(world)


def files() -> list[str]:
    """Return every address that is a file, and that of the files that staff ask for."""
    paths = {route.path for route in ROUTES if "GET" in (route.methods or ())}
    return [*sorted(one for one in paths if one.endswith(ENDS)), "/exports/{export_id}"]


@pytest.mark.parametrize("path", [one for one in files() if one not in EMPTY])
async def test_a_file_that_leaves_the_house_leaves_a_fact_of_who_took_it(have, path):
    world, scene = have.world, have.stage.scene
    who, account = (
        ("recruiter", scene.recruiter.account_id)
        if path.startswith(("/exports/", "/desk/"))
        else ("organiser", scene.organiser.account_id)
    )
    if "{import_id}" in path:
        await world.do(VacancyImportPublish(import_id=have.ids["import_id"]), have.stage.mei)
    async with world.web(scene.tokens[who]) as web:
        answer = await web.get(path.format(**have.ids))
    assert answer.status_code == 200, answer.text[:300]

    [row] = world.rows("select author, data from ledger where kind = 'file.taken'")
    assert row.author == f"account:{account}"
    assert account in str(row.data)
    if "{fair_id}" in path:
        fair = world.rows("select fair_id from ledger where kind = 'file.taken'")[0].fair_id
        assert fair == scene.fair_id
    assert world.chain_holds()


async def test_a_file_that_is_refused_leaves_none(have):
    scene = have.stage.scene
    async with have.world.web(scene.tokens["recruiter"]) as web:
        answer = await web.get(f"/organise/fairs/{scene.fair_id}/hires.csv")
    assert answer.status_code == 403
    assert not have.world.rows("select 1 from ledger where kind = 'file.taken'")


def test_each_empty_file_is_one():
    assert set(EMPTY) <= set(files())
