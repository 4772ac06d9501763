"""What goes wrong while the office works on drafts is neither hidden nor said in a firm's name."""

import re
from dataclasses import replace

import pytest

from fair.contract.drafts import CompleteDrafts, OpenDrafts, StepDrafts
from fair.contract.programme import CloseFair
from fair.contract.vacancies import VacancyChange, VacancyCreate, VacancyOpen
from fair.db import new_id
from fair.decisions import NotFound
from fair.drafts.office import completed
from fair.drafts.refusals import DayIsOver
from fair.programme.refusals import FairFinished
from fair.terms.terms import Terms
from fair.vacancies.refusals import PostIncomplete
from tests.booths.scene import a_scene, csrf, seen
from tests.drafts.test_drafts import (
    BARE,
    SAID,
    a_draft,
    act,
    of_looked_for,
    post,
    staged,
    to_its_end,
)
from tests.vacancies.test_changing_rules import POST, TODAY
from tests.vacancies.test_vacancies import CELLS

A_MONTH = {"pay_period": "month", "pay_base_cents": 500000, "currency": "CNY"}
AN_HOUR = {"pay_period": "hour", "pay_base_cents": 2500, "currency": "CNY"}
WHY = "The file was that of last year."


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.licensed()
    return made


# --- a pay is one statement ----------------------------------------------------------------------


def paid(said, given, *, again=False):
    """Return the pay of a draft that said this much, after the office filled that in."""
    before = replace(POST, terms=Terms(title="Sewing", work="sewing", **said))
    after, _ = completed(before, Terms(**given), 0, TODAY, again=again)
    return after.terms.pay_base_cents, after.terms.pay_period, after.terms.currency


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    "given", [{"pay_period": "hour"}, {"currency": "JPY"}, {"pay_base_cents": 2500}]
)
def test_no_amount_becomes_one_for_another_time_or_in_other_money(given, again):
    assert paid(A_MONTH, given, again=again) == (500000, "month", "CNY")


def test_a_pay_by_the_month_is_not_filled_in_where_the_draft_says_by_the_hour():
    assert paid({"pay_period": "hour"}, A_MONTH) == (None, "hour", "CNY")
    assert paid({"currency": "JPY"}, A_MONTH) == (None, "month", "JPY")


def test_an_amount_without_its_time_is_not_said_to_be_that_of_somebody_elses_amount():
    assert paid({"pay_base_cents": 2500}, A_MONTH) == (2500, "", "")
    assert paid({"pay_base_cents": 2500}, {"pay_period": "hour"}) == (2500, "hour", "")


def test_a_whole_pay_takes_the_place_of_another_one_but_of_no_range():
    assert paid(A_MONTH, AN_HOUR, again=True) == (2500, "hour", "CNY")
    assert paid({"pay_period": "month"}, AN_HOUR, again=True) == (2500, "hour", "CNY")
    assert paid({}, {"pay_period": "hour"}, again=True) == (None, "hour", "")
    ranged = {**A_MONTH, "pay_up_to_cents": 600000}
    assert paid(ranged, AN_HOUR, again=True) == (500000, "month", "CNY")


async def test_a_post_that_guarantees_nothing_does_not_open(scene):
    nothing = await a_draft(scene, **{**CELLS, "pay_base": "0"})

    with pytest.raises(PostIncomplete):
        await scene.world.do(VacancyOpen(vacancy_id=nothing), scene.recruiter)


async def test_a_day_that_is_over_is_filled_in_nowhere(scene):
    await a_draft(scene)
    run_id = await staged(scene, "complete")

    for over in ({"valid_through": "2020-01-01"}, {"starts_on": "2020-01-01"}):
        with pytest.raises(DayIsOver):
            await scene.world.do(CompleteDrafts(run_id=run_id, **over), scene.organiser)


# --- what is pressed is done to what was seen ----------------------------------------------------


async def pressed_late(scene, meanwhile, do, **said):
    """Look at the drafts, let something happen, then press; return the run, or None."""
    async with scene.world.web(scene.tokens["organiser"]) as web:
        page = (await web.get("/organise/drafts")).text
        seen_at = re.findall(r'name="seen_at" value="([^"]*)"', page)[0]
        fields = {"csrf": await csrf(web, "/organise/drafts"), **of_looked_for(page)}
        await meanwhile()
        answer = await web.post(
            "/organise/drafts", data={**fields, "seen_at": seen_at, "do": do, **said}
        )
    await to_its_end(scene)
    return answer


async def test_a_draft_that_came_after_the_look_is_neither_deleted_nor_opened(scene):
    old = await a_draft(scene, **CELLS)
    late = []

    async def one_more():
        late.append(await a_draft(scene, **{**CELLS, "ref": "late"}))

    await pressed_late(scene, one_more, "open")
    assert post(scene, old).state == "open"
    assert post(scene, late[0]).state == "draft"
    await pressed_late(scene, one_more, "delete", reason=WHY)
    assert post(scene, late[0]) is None
    assert post(scene, late[1]).state == "draft"


async def test_a_draft_in_which_its_employer_wrote_meanwhile_is_not_deleted(scene):
    kept, gone = await a_draft(scene), await a_draft(scene, ref="gone")

    async def written():
        await wrote(scene, kept)

    await pressed_late(scene, written, "delete", reason=WHY)

    assert post(scene, kept).state == "draft"
    assert post(scene, gone) is None


async def test_nor_where_it_was_written_in_while_the_others_were_deleted(scene):
    kept = await a_draft(scene)
    async with scene.world.web(scene.tokens["organiser"]) as web:
        page = (await web.get("/organise/drafts")).text
        fields = {"csrf": await csrf(web, "/organise/drafts"), **of_looked_for(page)}
        answer = await web.post("/organise/drafts", data={**fields, "do": "delete", "reason": WHY})
    await wrote(scene, kept)
    await to_its_end(scene)

    assert post(scene, kept).state == "draft"
    page = await seen(scene, answer.headers["location"], "organiser")
    assert "Somebody has written in it meanwhile, so it stays." in page


async def wrote(scene, vacancy_id):
    said = VacancyChange(vacancy_id=vacancy_id, **{**BARE, "duties": "Sew collars."})
    await scene.world.do(said, scene.recruiter)


# --- what the page of a run says -----------------------------------------------------------------


async def test_a_draft_to_which_nothing_is_new_is_counted_too(scene):
    await a_draft(scene, **CELLS)
    await a_draft(scene)

    answer = await act(scene, "complete", duties="Sew and check.")
    await to_its_end(scene)

    page = await seen(scene, answer.headers["location"], "organiser")
    assert "2 of 2" in page
    assert "1 got something new" in page
    assert "1 stays as it was" in page


async def test_what_stays_as_it_was_stands_at_no_booth_that_it_was_not_at(scene):
    cells = {**BARE, **CELLS}
    loose = (await scene.world.do(VacancyCreate(**cells), scene.recruiter)).vacancy_id
    await scene.world.work(
        lambda work: work.connection.exec_driver_sql("UPDATE licence SET state = 'suspended'")
    )

    await act(scene, "open", at_fair_id=scene.fair_id)
    await to_its_end(scene)

    assert post(scene, loose).state == "draft"
    assert post(scene, loose).booth_id is None


async def test_no_draft_is_taken_to_a_fair_that_is_over_or_is_none(scene):
    loose = (await scene.world.do(VacancyCreate(**BARE), scene.recruiter)).vacancy_id
    begun = await act(scene, "", **SAID)
    assert begun.status_code == 200
    run_id, later = await staged(scene, "complete"), await staged(scene, "complete")
    said = {"run_id": run_id, "at_fair_id": scene.fair_id, "duties": "Sew."}
    await scene.open_fair()
    await scene.world.do(CompleteDrafts(**said), scene.organiser)
    await scene.world.do(CloseFair(fair_id=scene.fair_id), scene.organiser)

    await scene.world.do(StepDrafts(run_id=run_id))
    assert post(scene, loose).booth_id is None
    with pytest.raises(FairFinished):
        await scene.world.do(CompleteDrafts(**{**said, "run_id": later}), scene.organiser)
    opens = await staged(scene, "open")
    with pytest.raises(FairFinished):
        await scene.world.do(OpenDrafts(run_id=opens, at_fair_id=scene.fair_id), scene.organiser)
    with pytest.raises(NotFound):
        await scene.world.do(OpenDrafts(run_id=opens, at_fair_id=new_id()), scene.organiser)
