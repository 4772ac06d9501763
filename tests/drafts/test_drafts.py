"""The office completes, opens and deletes drafts of all employers, on behalf of each."""

import html
import json
import re

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.drafts import (
    CancelDrafts,
    CompleteDrafts,
    DeleteDrafts,
    OpenDrafts,
    StepDrafts,
    TakeOfficeBack,
)
from fair.contract.vacancies import VacancyCreate
from fair.db import new_id, utc_now
from fair.decisions import NotAllowed, NotFound, SignInFirst, WrongState
from fair.drafts import store
from fair.drafts.refusals import OwnStatement
from fair.glossary import Role
from fair.vacancies.refusals import NotYourVacancy
from tests.booths.scene import a_scene, csrf, seen, staff
from tests.vacancies.test_vacancies import CELLS

BARE = {"title": "平缝工", "work": "sewing", "head_count": "3", "county": "350582"}
SAID = {
    "duties": "Sew and check.",
    "conditions": "Eight hours a day.",
    "signed_by": "direct",
    "pay_period": "month",
    "pay_base": "4600",
    "currency": "CNY",
    "valid_through": "+30d",
}


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.licensed()
    return made


async def a_draft(scene, who="recruiter", **cells):
    booth_id = scene.booth_id if who == "recruiter" else ""
    command = VacancyCreate(booth_id=booth_id, **{**BARE, **cells})
    return (await scene.world.do(command, getattr(scene, who))).vacancy_id


def of_looked_for(page):
    """Return the hidden fields that say which drafts were looked for."""
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'name="(of_\w+)" value="([^"]*)"', page)
    }


async def act(scene, do, query="", token="organiser", **said):
    async with scene.world.web(scene.tokens[token]) as web:
        path = f"/organise/drafts{query}"
        page = (await web.get(path)).text
        fields = {"csrf": await csrf(web, path), **of_looked_for(page), **said}
        if do:
            fields["do"] = do
        return await web.post("/organise/drafts", data=fields)


async def to_its_end(scene):
    """Let the clock carry out what is due until nothing is."""
    leader = scene.world.server.leader
    while scene.world.rows("select * from deadline where kind = 'drafts.next'"):
        assert await leader.fire(utc_now())


def post(scene, vacancy_id):
    found = scene.world.rows(f"select * from vacancy where id = '{vacancy_id}'")
    return found[0] if found else None


def terms(scene, vacancy_id):
    said = post(scene, vacancy_id).terms
    return json.loads(said) if isinstance(said, str) else said


async def test_drafts_of_all_employers_are_found_by_what_they_lack_with_counts(scene):
    await a_draft(scene, title="Welder")
    await a_draft(scene, "stranger", title="Cook")
    await a_draft(scene, **{**CELLS, "title": "Whole"})

    page = await seen(scene, "/organise/drafts", "organiser")
    assert "3 drafts" in page
    assert "1 lacks nothing." in page
    assert "Duties · 2" in page
    lacking = await seen(scene, "/organise/drafts?lacks=duties", "organiser")
    assert "Welder" in lacking
    assert "Cook" in lacking
    assert "Whole" not in lacking
    of_one = await seen(scene, f"/organise/drafts?employer={scene.other_id}", "organiser")
    assert "Cook" in of_one
    assert "Welder" not in of_one
    assert "Cook" in await seen(scene, "/organise/drafts?at_fair=none", "organiser")
    welding = await seen(scene, "/organise/drafts?text=weld", "organiser")
    assert "1 draft<" in welding


async def test_a_preview_says_how_many_will_be_complete_and_changes_nothing(scene):
    one = await a_draft(scene)
    await a_draft(scene, "stranger", head_count="")

    answer = await act(scene, "", **SAID)

    assert "1 of 2 will be complete." in answer.text
    assert "1 still lacks: Head-count" in answer.text
    assert terms(scene, one)["duties"] == ""


async def test_what_is_missing_is_filled_in_and_what_a_draft_says_stays(scene):
    mine = await a_draft(scene, pay_base="9900", pay_period="month")
    theirs = await a_draft(scene, "stranger")

    answer = await act(scene, "complete", **SAID)
    await to_its_end(scene)

    assert answer.status_code == 303, answer.text
    page = await seen(scene, answer.headers["location"], "organiser")
    assert "All are worked on." in page
    assert "2 got something new" in page
    assert terms(scene, mine)["pay_base_cents"] == 990000
    assert terms(scene, theirs)["pay_base_cents"] == 460000
    assert scene.world.look(verify_rows).holds
    authors = scene.world.rows("select author from ledger where kind = 'drafts.completed'")
    assert {row.author for row in authors} == {f"account:{scene.organiser.account_id}"}
    assert len(authors) == 2  # one for each employer


async def test_also_replace_writes_over_what_the_drafts_say(scene):
    mine = await a_draft(scene, duties="Sew.", pay_base="9900", pay_period="month")

    await act(scene, "complete", **SAID, again="1")
    await to_its_end(scene)

    assert terms(scene, mine)["pay_base_cents"] == 460000
    assert terms(scene, mine)["duties"] == "Sew and check."


async def test_the_employer_reads_what_the_office_said_and_takes_it_back(scene):
    mine = await a_draft(scene, duties="Sew.")
    await act(scene, "complete", **SAID)
    await to_its_end(scene)

    page = await seen(scene, f"/desk/vacancies/edit/{mine}?step=all", "recruiter")
    assert "by the office, on behalf of your company" in page
    assert "The office filled in 6 fields for you" in page
    assert "1 draft completed" in await seen(scene, "/desk/vacancies", "recruiter")

    await scene.world.do(TakeOfficeBack(vacancy_id=mine), scene.recruiter)
    assert terms(scene, mine)["pay_base_cents"] is None
    assert terms(scene, mine)["duties"] == "Sew."
    again = await seen(scene, f"/desk/vacancies/edit/{mine}?step=all", "recruiter")
    assert "by the office" not in again
    assert scene.world.look(verify_rows).holds


async def test_nobody_says_for_an_employer_that_no_fee_is_asked(scene):
    await a_draft(scene)
    page = await seen(scene, "/organise/drafts", "organiser")
    assert 'name="fees"' not in page
    assert 'name="filing"' not in page
    run_id = await staged(scene, "complete")

    for own in ({"fees": "no"}, {"own_costs": "none"}, {"filing": "no: not needed"}):
        with pytest.raises(OwnStatement):
            await scene.world.do(
                CompleteDrafts(run_id=run_id, duties="Sew.", **own), scene.organiser
            )


async def staged(scene, what):
    """Return what is staged for these drafts and not begun, as the page stages it."""
    ids = [row.id for row in scene.world.rows("select id from vacancy where state = 'draft'")]
    run_id = await scene.world.work(
        lambda work: store.stage(work, what, {}, len(ids), 1), scene.organiser
    )
    await scene.world.work(lambda work: store.add_parts(work, run_id, 0, [ids]), scene.organiser)
    return run_id


async def test_what_a_rule_forbids_is_refused_before_anything_is_begun(scene):
    await a_draft(scene)

    answer = await act(scene, "complete", **{**SAID, "conditions": "Women only, 只招女"})

    assert answer.status_code >= 400
    assert scene.world.rows("select * from deadline where kind = 'drafts.next'") == []
    assert "Women only" in answer.text  # what was chosen stays


async def test_all_complete_drafts_open_in_one_tap_and_the_others_say_why(scene):
    whole = await a_draft(scene, **CELLS)
    bare = await a_draft(scene)
    unlicensed = await a_draft(scene, "stranger", **CELLS)

    answer = await act(scene, "open", at_fair_id=scene.fair_id)
    await to_its_end(scene)

    assert post(scene, whole).state == "open"
    assert post(scene, bare).state == "draft"
    assert post(scene, unlicensed).state == "draft"
    page = await seen(scene, answer.headers["location"], "organiser")
    assert "1 opened" in page
    assert "1 stays as it was" in page
    assert "A post opens at a booth." in page  # the other employer has none at this fair
    assert scene.world.look(verify_rows).holds


async def test_drafts_without_a_booth_go_to_their_employers_at_the_chosen_fair(scene):
    command = VacancyCreate(**{**BARE, **CELLS})
    loose = (await scene.world.do(command, scene.recruiter)).vacancy_id

    await act(scene, "open", at_fair_id=scene.fair_id)
    await to_its_end(scene)

    assert post(scene, loose).state == "open"
    assert post(scene, loose).booth_id == scene.booth_id
    assert scene.world.look(verify_rows).holds


async def test_drafts_are_deleted_with_a_reason_and_what_was_ever_shown_stays(scene):
    shown = await a_draft(scene, **CELLS)
    await act(scene, "open")
    await to_its_end(scene)
    gone = await a_draft(scene)
    other = await a_draft(scene, "stranger")

    without = await act(scene, "delete", f"?employer={scene.employer_id}", reason="")
    assert without.status_code >= 400
    answer = await act(
        scene, "delete", f"?employer={scene.employer_id}", reason="The file was last year's."
    )
    await to_its_end(scene)

    assert answer.status_code == 303, answer.text
    assert post(scene, gone) is None
    assert post(scene, shown).state == "open"
    assert post(scene, other).state == "draft"
    desk = await seen(scene, "/desk/vacancies", "recruiter")
    assert "1 draft deleted" in desk
    assert "last year" in desk
    assert scene.world.look(verify_rows).holds
    assert scene.world.chain_holds()


async def test_a_run_goes_on_after_a_crash_where_it_was_and_does_nothing_twice(scene, monkeypatch):
    monkeypatch.setattr("fair.drafts.writes.SLICE", 2)
    for number in range(5):
        await a_draft(scene, ref=f"R{number}")
    answer = await act(scene, "complete", **SAID)
    run_id = answer.headers["location"].rpartition("/")[2]
    await scene.world.do(StepDrafts(run_id=run_id))

    page = await seen(scene, answer.headers["location"], "organiser")
    assert "2 of 5" in page
    assert "minute left" in page
    # whatever happened to the process, the deadline stands in the database
    await to_its_end(scene)
    run = scene.world.rows("select * from draft_run")[0]
    assert (run.changed, run.left, run.done, run.parts) == (5, 0, 3, 3)
    await scene.world.do(StepDrafts(run_id=run_id))  # asked once more, it does nothing
    assert scene.world.rows("select * from draft_run")[0] == run


async def test_what_runs_is_stopped_and_what_is_done_stays_done(scene, monkeypatch):
    monkeypatch.setattr("fair.drafts.writes.SLICE", 1)
    ids = sorted([await a_draft(scene, ref=f"R{number}") for number in range(3)])
    answer = await act(scene, "complete", **SAID)
    run_id = answer.headers["location"].rpartition("/")[2]
    await scene.world.do(StepDrafts(run_id=run_id))

    await scene.world.do(CancelDrafts(run_id=run_id), scene.organiser)
    await scene.world.do(StepDrafts(run_id=run_id))

    assert [terms(scene, one)["duties"] != "" for one in ids] == [True, False, False]
    assert "Stopped." in await seen(scene, f"/organise/drafts/runs/{run_id}", "organiser")
    assert scene.world.rows("select * from deadline where kind = 'drafts.next'") == []
    with pytest.raises(WrongState):
        await scene.world.do(CancelDrafts(run_id=run_id), scene.organiser)


async def test_values_last_used_for_an_employer_and_a_kind_of_work_are_offered_again(scene):
    await a_draft(scene)
    await act(scene, "complete", f"?employer={scene.employer_id}", **SAID)
    await to_its_end(scene)
    await a_draft(scene, "stranger", work="cooking")
    await act(scene, "complete", f"?employer={scene.other_id}", **{**SAID, "pay_base": "7100"})
    await to_its_end(scene)

    mine = await seen(scene, f"/organise/drafts?employer={scene.employer_id}", "organiser")
    assert 'value="4600"' in mine
    assert "last filled in for this employer" in mine
    by_work = await seen(scene, "/organise/drafts?work=sewing", "organiser")
    assert 'value="4600"' in by_work
    assert 'value="7100"' in await seen(scene, "/organise/drafts", "organiser")


@pytest.mark.parametrize("who", ["recruiter", "colleague", "stranger"])
async def test_nobody_but_the_office_works_on_drafts_of_all_employers(scene, who):
    await a_draft(scene)
    run_id = await staged(scene, "complete")
    actor = getattr(scene, who)

    for command in (
        CompleteDrafts(run_id=run_id, duties="Sew."),
        OpenDrafts(run_id=run_id),
        DeleteDrafts(run_id=run_id, reason="Not wanted."),
        CancelDrafts(run_id=run_id),
        StepDrafts(run_id=run_id),
    ):
        with pytest.raises((NotAllowed, SignInFirst)):
            await scene.world.do(command, actor)
    async with scene.world.web(scene.tokens[who]) as web:
        assert (await web.get("/organise/drafts")).status_code == 403


async def test_another_employer_takes_nothing_back_and_another_organiser_begins_nothing(scene):
    mine = await a_draft(scene)
    await act(scene, "complete", **SAID)
    await to_its_end(scene)
    with pytest.raises(NotYourVacancy):
        await scene.world.do(TakeOfficeBack(vacancy_id=mine), scene.stranger)
    with pytest.raises(NotAllowed):
        await scene.world.do(TakeOfficeBack(vacancy_id=mine), scene.organiser)
    run_id = await staged(scene, "open")
    other, _ = await staff(scene.world, "Oskar", Role.ORGANISER)
    with pytest.raises(NotFound):
        await scene.world.do(OpenDrafts(run_id=run_id), other)
    with pytest.raises(NotFound):
        await scene.world.do(CancelDrafts(run_id=new_id()), other)
