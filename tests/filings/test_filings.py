"""An overseas post opens only with principal, country, contract, quota and recruitment filing."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.board.rows_reads import verify_rows
from fair.contract.employers import LicenceLift, LicenceSuspend
from fair.contract.filings import RestoreFiling, WithdrawFiling
from fair.contract.looks import DecideLook
from fair.contract.vacancies import (
    VacancyBulkOpen,
    VacancyChange,
    VacancyCreate,
    VacancyExpire,
    VacancyLift,
    VacancyOpen,
)
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.filings.refusals import FilingIsWithdrawn, NoSuchFiling
from fair.glossary import VacancyState
from fair.terms.terms import ABROAD as NEEDED
from fair.terms.terms import LABELS
from fair.vacancies.refusals import BadField, PostIncomplete, QuotaUsedUp
from fair.vacancies.vacancy import Why
from tests.booths.scene import a_scene, csrf, seen
from tests.filings.abroad import (
    ABROAD,
    FILING,
    an_overseas_company,
    draft,
    opened,
    post,
    restore,
    waits,
    withdraw,
)
from tests.hiring.stage import POST
from tests.imports.test_imports import bring, csv_of
from tests.world import World


@pytest.fixture
async def stage(world: World):
    return await an_overseas_company(world)


async def open_(stage, vacancy_id):
    return await stage.world.do(VacancyOpen(vacancy_id=vacancy_id), stage.scene.recruiter)


# --- what opening asks for ------------------------------------------------------------------------


@pytest.mark.parametrize("column", NEEDED)
async def test_an_overseas_post_opens_only_with_each_of_them_and_is_told_which_is_missing(
    stage, column
):
    vacancy_id = await draft(stage, **{column: ""})
    with pytest.raises(PostIncomplete) as refused:
        await open_(stage, vacancy_id)
    assert refused.value.values["field"] == LABELS[column]
    page = await seen(stage.scene, f"/desk/vacancies/edit/{vacancy_id}", "recruiter")
    assert LABELS[column] in page
    assert post(stage, vacancy_id).state is VacancyState.DRAFT


async def test_an_overseas_post_with_all_of_them_opens_and_its_reader_sees_them(stage):
    vacancy_id = await opened(stage)
    page = await seen(stage.scene, f"/vacancies/{vacancy_id}")
    for said in ("Minato Foods", "LC-2026-7", "WP-2026-117, until", "Japan"):
        assert said in page
    zh = await seen(stage.scene, f"/vacancies/{vacancy_id}", language="zh-Hans")
    assert "外派劳务招收备案" in zh
    assert "境外用人单位" in zh


async def test_a_post_at_home_is_asked_for_none_of_it(world):
    scene = await a_scene(world)
    await scene.started()
    said = {**POST, "booth_id": scene.booth_id, "head_count": "2", "overseas_country": "CN"}
    made = await world.do(VacancyCreate(**said), scene.recruiter)
    page = await seen(scene, f"/desk/vacancies/edit/{made.vacancy_id}", "recruiter")
    assert 'name="filing"' not in page
    opened = await world.do(VacancyOpen(vacancy_id=made.vacancy_id), scene.recruiter)
    assert opened.state is VacancyState.OPEN
    assert LABELS["principal"] not in await seen(scene, f"/vacancies/{made.vacancy_id}")


async def test_the_form_asks_for_them_once_the_country_is_said(stage):
    vacancy_id = await draft(stage, **dict.fromkeys(NEEDED, ""))
    page = await seen(stage.scene, f"/desk/vacancies/edit/{vacancy_id}?step=contract", "recruiter")
    for column in NEEDED:
        assert f'name="{column}"' in page
    new = await seen(stage.scene, "/desk/vacancies/new?step=all", "recruiter")
    assert 'name="filing"' not in new


async def test_who_says_that_no_filing_is_needed_says_why_and_the_organiser_decides(stage):
    with pytest.raises(BadField):
        await draft(stage, filing="no")
    vacancy_id = await draft(stage, filing="no: ship's crew have their own papers", filing_until="")
    assert (await open_(stage, vacancy_id)).state is VacancyState.REVIEW
    (look,) = stage.world.rows("select id from look where state = 'waiting'")
    page = await seen(stage.scene, f"/board/{stage.scene.fair_id}/looks", "organiser")
    assert "work abroad without a recruitment filing" in page
    await stage.world.do(DecideLook(look_id=look.id, verdict="stand"), stage.scene.organiser)
    assert post(stage, vacancy_id).state is VacancyState.OPEN
    shown = await seen(stage.scene, f"/vacancies/{vacancy_id}")
    assert "none needed, says the employer: ship" in shown


async def test_a_filing_whose_last_day_is_over_opens_nothing(stage):
    vacancy_id = await draft(stage, filing_until="-1d")
    with pytest.raises(PostIncomplete) as refused:
        await open_(stage, vacancy_id)
    assert refused.value.values["field"] == LABELS["filing_until"]
    today = await draft(stage, filing_until="+0d")
    assert (await open_(stage, today)).state is VacancyState.OPEN


async def test_all_posts_under_a_contract_ask_for_no_more_people_than_it_allows(stage):
    await opened(stage, 20)
    with pytest.raises(QuotaUsedUp) as refused:
        await opened(stage, 11)
    assert (refused.value.values["quota"], refused.value.values["taken"]) == (30, 20)
    await opened(stage, 11, principal_contract="LC-2026-8")
    standing = await opened(stage, 10)
    change = {**POST, **ABROAD, "vacancy_id": standing}
    with pytest.raises(QuotaUsedUp):
        await stage.world.do(VacancyChange(head_count="11", **change), stage.scene.recruiter)
    await stage.world.do(VacancyChange(head_count="9", **change), stage.scene.recruiter)


async def test_many_opened_at_once_do_not_pass_the_quota_together(stage):
    drafts = tuple([await draft(stage, head_count="12") for _ in range(3)])
    opened = VacancyBulkOpen(vacancy_ids=drafts)
    told = await stage.world.do(opened, stage.scene.recruiter)
    assert (told.opened, told.left) == (2, 1)


async def test_an_import_carries_them_and_opens_what_is_complete(stage):
    whole = {**ABROAD, "filing_until": "+90d", "head_count": "2"}
    scene = stage.scene
    rows = csv_of({**whole, "title": "Fish cutter"}, {**whole, "title": "Packer", "quota": ""})
    await bring(
        stage.world, scene.recruiter, data=rows, employer_id=scene.employer_id,
        booth_id=scene.booth_id, open_complete=True,
    )  # fmt: skip
    states = stage.world.rows("select title, state from vacancy order by title")
    assert {one.title: one.state for one in states} == {"Fish cutter": "open", "Packer": "draft"}


# --- a filing that holds no more ------------------------------------------------------------------


async def test_a_withdrawn_filing_closes_what_rests_on_it_and_nothing_else(stage):
    resting, other = await opened(stage), await opened(stage, filing="WP-2026-200")
    await withdraw(stage, " wp-2026-117 ")
    found = post(stage, resting)
    assert (found.state, found.why) == (VacancyState.SUSPENDED, Why.FILING)
    assert post(stage, other).state is VacancyState.OPEN
    assert "was withdrawn" in await seen(stage.scene, f"/vacancies/{resting}")
    with pytest.raises(FilingIsWithdrawn):
        await open_(stage, await draft(stage))
    with pytest.raises(FilingIsWithdrawn):
        await stage.world.do(VacancyLift(vacancy_id=resting), stage.scene.organiser)


async def test_who_waits_for_it_is_told_and_who_waits_for_another_is_not(stage):
    resting, other = await opened(stage), await opened(stage, filing="WP-2026-200")
    lan, bo = await waits(stage, "Lan", resting), await waits(stage, "Bo", other)
    await withdraw(stage)
    assert "recruitment filing" in stage.texts(lan)[-1]
    assert "keep your place" in stage.texts(lan)[-1]
    assert not [text for text in stage.texts(bo) if "filing" in text]
    states = stage.world.rows("select state from ticket")
    assert [one.state for one in states] == ["waiting", "waiting"]


async def test_open_offers_wait_with_the_time_they_have_left_and_come_back(stage):
    await opened(stage)
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id, accepted = await stage.offered(lan), await stage.accepted(bo)
    await withdraw(stage)
    assert stage.offer(offer_id).state == "frozen"
    assert stage.offer(accepted).state == "accepted"
    for who in (lan, bo):
        assert "not travel or pay" in stage.texts(who)[-1].lower()
    await restore(stage)
    assert stage.offer(offer_id).state == "firm"
    assert post(stage).state is VacancyState.OPEN


async def test_a_post_with_another_filing_is_shown_again(stage):
    vacancy_id = await opened(stage)
    await withdraw(stage)
    same = {**POST, **ABROAD, "vacancy_id": vacancy_id, "head_count": "3"}
    with pytest.raises(FilingIsWithdrawn):
        await stage.world.do(VacancyChange(**same), stage.scene.recruiter)
    new = VacancyChange(**{**same, "filing": "WP-2026-300"})
    await stage.world.do(new, stage.scene.recruiter)
    assert post(stage, vacancy_id).state is VacancyState.OPEN


async def test_a_post_that_now_needs_no_filing_is_shown_only_after_the_organisers_look(stage):
    vacancy_id = await opened(stage)
    await withdraw(stage)
    said = {**POST, **ABROAD, "vacancy_id": vacancy_id, "head_count": "3", "filing_until": ""}
    change = VacancyChange(**{**said, "filing": "no: seafarers"})
    await stage.world.do(change, stage.scene.recruiter)
    assert post(stage, vacancy_id).why is Why.LOOK
    (look,) = stage.world.rows("select id from look where state = 'waiting'")
    await stage.world.do(DecideLook(look_id=look.id, verdict="stand"), stage.scene.organiser)
    assert post(stage, vacancy_id).state is VacancyState.OPEN


async def test_neither_a_licence_nor_a_filing_alone_shows_a_post_again(stage):
    vacancy_id = await opened(stage)
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    (licence,) = stage.world.rows("select id from licence")
    suspend = LicenceSuspend(licence_id=licence.id, reason="A fee.")
    lift = LicenceLift(licence_id=licence.id, reason="Cleared.")
    await withdraw(stage)
    await stage.world.do(suspend, stage.scene.organiser)
    await stage.world.do(lift, stage.scene.organiser)
    assert post(stage, vacancy_id).why is Why.FILING
    assert stage.offer(offer_id).state == "frozen"
    await stage.world.do(suspend, stage.scene.organiser)
    await restore(stage)
    assert post(stage, vacancy_id).why is Why.LICENCE
    assert stage.offer(offer_id).state == "frozen"
    await withdraw(stage)
    await stage.world.do(lift, stage.scene.organiser)
    assert post(stage, vacancy_id).why is Why.FILING
    assert stage.offer(offer_id).state == "frozen"
    await restore(stage)
    assert post(stage, vacancy_id).state is VacancyState.OPEN
    assert stage.offer(offer_id).state == "firm"


async def test_a_post_closes_with_the_last_day_of_its_filing_and_who_waits_is_told(stage):
    vacancy_id = await opened(stage, filing_until="+1d", valid_through="+60d")
    lan = await waits(stage, "Lan", vacancy_id)
    (row,) = stage.world.rows(f"select ends_at from vacancy where id = '{vacancy_id}'")
    (end,) = stage.world.rows("select ref from deadline where kind = 'vacancy.end'")
    assert row.ends_at
    stage.world.clock(utc_now() + timedelta(days=3))
    await stage.world.do(VacancyExpire(at=end.ref))
    assert post(stage, vacancy_id).state is VacancyState.EXPIRED
    assert "recruitment filing" in stage.texts(lan)[-1]


# --- who may, and what is kept --------------------------------------------------------------------


async def test_only_the_organiser_withdraws_a_filing_and_says_why(stage):
    await opened(stage)
    scene = stage.scene
    said = {"employer_id": scene.employer_id, "number": FILING, "reason": "They said so."}
    for who in (scene.recruiter, scene.colleague, scene.stranger, await stage.person("Lan")):
        for command in (WithdrawFiling(**said), RestoreFiling(**said)):
            with pytest.raises(NotAllowed):
                await stage.world.do(command, who)
    with pytest.raises(ValueError, match="reason"):
        WithdrawFiling(**{**said, "reason": ""})
    with pytest.raises(NotFound):
        await withdraw(stage, employer_id="e99999999999")
    with pytest.raises(NoSuchFiling):
        await withdraw(stage, "-")
    with pytest.raises(WrongState):
        await restore(stage)
    await withdraw(stage)
    with pytest.raises(WrongState):
        await withdraw(stage)


async def test_another_companys_filing_of_the_same_number_is_not_touched(stage):
    vacancy_id = await opened(stage)
    await withdraw(stage, employer_id=stage.scene.other_id)
    assert post(stage, vacancy_id).state is VacancyState.OPEN


async def test_the_organiser_does_both_from_the_page_without_a_program(stage):
    vacancy_id = await opened(stage)
    path = f"/vacancies/{vacancy_id}"
    assert "filing.withdraw" not in await seen(stage.scene, path, "recruiter")
    said = {"employer_id": stage.scene.employer_id, "number": FILING, "reason": "Taken back."}
    async with stage.world.web(stage.scene.tokens["organiser"]) as web:
        assert "Close what rests on it" in (await web.get(path)).text
        data = {**said, "csrf": await csrf(web, path), "command_id": "w" * 12, "then": path}
        assert (await web.post("/commands/filing.withdraw", data=data)).status_code == 303
        listed = (await web.get("/organise/vacancies")).text
        assert f"its recruitment filing {FILING} was withdrawn" in listed
        assert "Show what rests on it" in listed
        data |= {"command_id": "r" * 12, "then": "/organise/vacancies"}
        assert (await web.post("/commands/filing.restore", data=data)).status_code == 303
    assert post(stage, vacancy_id).state is VacancyState.OPEN


async def test_the_ledger_has_what_the_post_said_and_that_its_filing_was_withdrawn(stage):
    await opened(stage)
    await withdraw(stage)
    await restore(stage)
    await withdraw(stage)
    assert stage.world.look(verify_rows).differences == []
    await stage.world.work(
        lambda work: work.write(
            text("update filing set number = 'other' where state = 'withdrawn'")
        )
    )
    (found,) = stage.world.look(verify_rows).differences
    assert (found.table, found.column) == ("filing", "number")
