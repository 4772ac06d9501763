"""The office's pages of a day at the smallest phone, text at 200 %: nothing breaks out."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from fair.contract.exports import MakeExport
from fair.contract.helpdesk import AskForHelp, TakeHelp
from fair.contract.helpdesk_acts import CorrectNumber, TakePlaceFor
from fair.contract.vacancies import VacancyCreate
from fair.drafts import store as drafts
from fair.employers import writes as employers
from tests.drafts.test_drafts import BARE
from tests.hiring.stage import Stage
from tests.journeys.house import House, a_house
from tests.journeys.test_large_text import LOCALES, faults_at, on_the_phone
from tests.world import some

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
]
LONG = "Jiaxing Huafeng Down Garments and Household Textiles Manufacturing Limited"


async def _a_day(stage: Stage, paths: dict[str, str]) -> None:
    do, scene, olga = stage.world.do, stage.scene, stage.scene.organiser
    for what in ("interviews", "people"):
        made = {"fair_id": scene.fair_id, "what": what, "form": "xlsx", "purpose": "follow_up"}
        await do(MakeExport.model_validate(made), olga)
    ids = []
    for title in ("Sewing worker for collars and sleeves of down jackets", "平缝工"):
        said = VacancyCreate(booth_id=scene.booth_id, **{**BARE, "title": title, "ref": title[:9]})
        ids.append((await do(said, scene.recruiter)).vacancy_id)

    def begun(work):
        run_id = drafts.stage(work, "complete", {}, drafts=2, parts=1)
        drafts.add_parts(work, run_id, 0, [ids])
        said = {"duties": "Sew and check the collars.", "conditions": "Eight hours a day."}
        left: list[Any] = [(ids[0], "Somebody has written in it meanwhile, so it stays.", {})]
        drafts.keep_left(work, run_id, 0, left)
        drafts.change(work, run_id, begun_at=work.now, ended_at=work.now, said=said, left=1)
        employers.add_employers(work, [{"id": "e00000000099", "name": LONG, "kind": "agency"}])
        return run_id

    run_id = await stage.world.work(begun, olga)
    lan = await stage.person("Somebody with a name as long as it may be")
    asked = await do(AskForHelp(page="/queues", about="The page says: no microphone."), lan)
    of = {"request_id": asked.request_id}
    await do(TakeHelp(**of), olga)
    why = {"reason": "She stands at the counter and lost her phone."}
    place = {**of, "booth_id": scene.booth_id, "said_yes": "yes", **why}
    await do(TakePlaceFor.model_validate(place), olga)
    number = {**of, "phone": "+8613900001234", "way": "counter", **why}
    await do(CorrectNumber.model_validate(number), olga)
    fair = scene.fair_id
    paths |= {
        "report": f"/organise/fairs/{fair}/report",
        "exports": f"/fairs/{fair}/exports",
        "drafts": "/organise/drafts",
        "run": f"/organise/drafts/runs/{run_id}",
        "bare": "/organise/roster/bare",
        "help": f"/board/{fair}/help",
        "helping": f"/organise/help/{asked.request_id}",
        "placing": f"/organise/help/{asked.request_id}/place?booth={scene.booth_id}",
    }


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The furnished fair with a day at the office; one browser for everybody."""
    async with a_house(tmp_path_factory.mktemp("office"), _a_day) as made:
        yield made


@pytest.mark.parametrize("programs", [True, False], ids=["programs", "no programs"])
@pytest.mark.parametrize("lang", LOCALES)
async def test_nothing_of_the_offices_pages_breaks_out(
    house: House, lang: str, *, programs: bool
) -> None:
    olga = await on_the_phone(house, "olga", lang, programs=programs)
    where = ("report", "exports", "drafts", "run", "bare", "help", "helping", "placing")

    faults = await faults_at(olga, *(house.paths[one] for one in where))

    assert not faults, "\n".join(faults)


async def test_the_name_of_an_employer_is_read_in_the_report_on_a_phone(house: House) -> None:
    """Beside eight columns of figures it is no pillar of four signs a line: the table scrolls."""
    olga = await on_the_phone(house, "olga", "zh-Hans")
    await olga.goto(house.paths["report"])

    name = olga.page.locator('[data-table="employers"] tbody th').first
    box = some(await name.bounding_box())

    assert box["width"] >= 8 * 16
