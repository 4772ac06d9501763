"""A post's life: written, opened, found, filled, changed, gone."""

import asyncio
import itertools
from datetime import date

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from fair import timers
from fair.contract.employers import LicenceLift, LicenceSuspend
from fair.contract.looks import DecideLook
from fair.contract.vacancies import (
    VacancyBulkComplete,
    VacancyBulkOpen,
    VacancyChange,
    VacancyCreate,
    VacancyExpire,
    VacancyLift,
    VacancyOpen,
    VacancySuspend,
    VacancyWithdraw,
)
from fair.decisions import WrongState
from fair.employers.refusals import NoLicence
from fair.glossary import EmployerKind, VacancyState
from fair.terms.refusals import ChargesFee, LimitsSex, NeedsOverseasLicence
from fair.vacancies import opening_writes
from fair.vacancies import reads as vacancy_reads
from fair.vacancies.refusals import (
    BadField,
    HeadCountTooLow,
    NoBooth,
    NoOpening,
    NotYourVacancy,
    PostIncomplete,
)
from fair.vacancies.store import vacancy_table, vacancy_version_table
from fair.vacancies.terms_store import statements_of
from fair.vacancies.vacancy import MOVES_VACANCY, Why, frozen
from tests.booths.scene import a_scene
from tests.filings.abroad import ABROAD

CELLS = {
    "title": "平缝工",
    "language": "zh-Hans",
    "work": "sewing",
    "occupation": "8153",
    "duties": "车缝羽绒服的领口和袖口。",
    "conditions": "会平缝机即可，八小时班。",
    "head_count": "3",
    "county": "350582",
    "signed_by": "direct",
    "pay_period": "month",
    "pay_base": "4350",
    "currency": "CNY",
    "valid_through": "+30d",
}


@pytest.fixture
async def scene(world):
    made = await a_scene(world)
    await made.licensed()
    return made


async def written(scene, **cells):
    command = VacancyCreate(booth_id=scene.booth_id, **{**CELLS, **cells})
    return (await scene.world.do(command, scene.recruiter)).vacancy_id


async def opened(scene, **cells):
    vacancy_id = await written(scene, **cells)
    await scene.world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)
    return vacancy_id


def post(scene, vacancy_id):
    return scene.world.look(vacancy_reads.vacancy, vacancy_id)


async def hold(scene, vacancy_id):
    await scene.world.work(lambda work: opening_writes.hold_opening(work, vacancy_id))


# --- writing and opening ------------------------------------------------------------------------


async def test_a_post_is_a_draft_until_it_is_opened(scene):
    vacancy_id = await written(scene)
    assert post(scene, vacancy_id).state is VacancyState.DRAFT

    await scene.world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)

    found = post(scene, vacancy_id)
    assert found.state is VacancyState.OPEN
    assert (found.free, found.pay.guaranteed_cents) == (3, 435_000)
    assert "vacancy.opened" in scene.world.kinds(scene.fair_id)


@pytest.mark.parametrize("column", ["duties", "conditions", "pay_base", "valid_through", "title"])
async def test_an_incomplete_post_does_not_open(scene, column):
    vacancy_id = await written(scene, **{column: ""})

    with pytest.raises(PostIncomplete):
        await scene.world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)
    assert post(scene, vacancy_id).state is VacancyState.DRAFT


@pytest.mark.parametrize(
    ("refusal", "phrase"), [(LimitsSex, "仅限女性"), (ChargesFee, "入职交押金300元")]
)
async def test_a_post_that_limits_sex_or_charges_a_fee_is_refused(scene, refusal, phrase):
    with pytest.raises(refusal):
        await written(scene, conditions=phrase)

    assert scene.world.rows("select * from vacancy") == []


async def test_what_cannot_be_read_is_refused_with_its_field(scene):
    with pytest.raises(BadField) as refused:
        await written(scene, head_count="many")

    assert refused.value.values["field"] == "Head-count"
    assert scene.world.rows("select * from vacancy") == []


async def test_a_county_may_be_written_by_its_name(scene):
    assert post(scene, await written(scene, county="晋江市")).terms.county == "350582"
    with pytest.raises(BadField):
        await written(scene, county="鼓楼区")
    assert post(scene, await written(scene, county="徐州市鼓楼区")).terms.county == "320302"


async def test_nothing_opens_without_a_verified_licence(world):
    scene = await a_scene(world)
    vacancy_id = await written(scene)

    with pytest.raises(NoLicence):
        await world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)


async def test_nothing_opens_without_a_booth(scene):
    made = await scene.world.do(VacancyCreate(**CELLS), scene.recruiter)

    with pytest.raises(NoBooth):
        await scene.world.do(VacancyOpen(vacancy_id=made.vacancy_id), scene.recruiter)


async def test_a_direct_employer_cannot_offer_work_abroad(scene):
    with pytest.raises(NeedsOverseasLicence):
        await written(scene, overseas_country="JP", min_age="18")


async def test_nobody_touches_another_employers_post(scene):
    vacancy_id = await opened(scene)

    for command in (
        VacancyOpen(vacancy_id=vacancy_id),
        VacancyWithdraw(vacancy_id=vacancy_id),
        VacancyChange(vacancy_id=vacancy_id, **CELLS),
        VacancyBulkComplete(vacancy_ids=(vacancy_id,), duties="x"),
        VacancyBulkOpen(vacancy_ids=(vacancy_id,)),
    ):
        with pytest.raises(NotYourVacancy):
            await scene.world.do(command, scene.stranger)


async def test_an_age_limit_waits_for_the_organiser_who_lets_it_pass(scene):
    vacancy_id = await opened(scene, max_age="45")
    assert post(scene, vacancy_id).state is VacancyState.REVIEW

    await decided(scene, "stand")

    assert post(scene, vacancy_id).state is VacancyState.OPEN


async def test_an_age_limit_comes_back_with_the_organisers_reason(scene):
    vacancy_id = await opened(scene, max_age="45")

    await decided(scene, "refuse", rule="age", reason="No such law.")

    found = post(scene, vacancy_id)
    assert (found.state, found.note) == (VacancyState.DRAFT, "No such law.")


async def test_an_open_post_cannot_slip_an_age_limit_in(scene):
    vacancy_id = await opened(scene)

    await scene.world.do(
        VacancyChange(vacancy_id=vacancy_id, **CELLS, max_age="40"), scene.recruiter
    )

    found = post(scene, vacancy_id)
    assert (found.state, found.why) == (VacancyState.SUSPENDED, Why.LOOK)


async def decided(scene, verdict, **more):
    look_id = scene.world.rows("select id from look where state = 'waiting'")[0].id
    await scene.world.do(DecideLook(look_id=look_id, verdict=verdict, **more), scene.organiser)


# --- versions -----------------------------------------------------------------------------------


async def test_a_version_keeps_its_terms_when_the_post_changes(scene):
    vacancy_id = await opened(scene)

    await scene.world.do(
        VacancyChange(vacancy_id=vacancy_id, **{**CELLS, "pay_base": "4000"}), scene.recruiter
    )

    first = scene.world.look(vacancy_reads.vacancy_version, vacancy_id, 1)
    second = scene.world.look(vacancy_reads.vacancy_version, vacancy_id, 2)
    assert (first["pay_base_cents"], second["pay_base_cents"]) == (435_000, 400_000)
    assert (first["guaranteed_cents"], first["head_count"]) == (435_000, 3)
    found = post(scene, vacancy_id)
    assert found.version == 2
    assert second == frozen(found.terms, found.head_count, found.employer_id)


async def test_an_open_post_cannot_become_incomplete(scene):
    vacancy_id = await opened(scene)

    with pytest.raises(PostIncomplete):
        await scene.world.do(
            VacancyChange(vacancy_id=vacancy_id, **{**CELLS, "duties": ""}), scene.recruiter
        )
    assert post(scene, vacancy_id).version == 1


# --- openings ------------------------------------------------------------------------------------


async def test_a_hundred_offers_at_once_never_exceed_the_head_count(scene):
    vacancy_id = await opened(scene, head_count="7")

    results = await asyncio.gather(
        *(hold(scene, vacancy_id) for _ in range(100)), return_exceptions=True
    )

    assert sum(result is None for result in results) == 7
    assert sum(isinstance(result, NoOpening) for result in results) == 93
    found = post(scene, vacancy_id)
    assert (found.firm, found.free, found.state) == (7, 0, VacancyState.FILLED)
    assert scene.world.kinds().count("vacancy.filled") == 1


async def test_a_freed_opening_reopens_a_filled_post(scene):
    vacancy_id = await opened(scene, head_count="1")
    await hold(scene, vacancy_id)
    await scene.world.work(lambda work: opening_writes.accept_opening(work, vacancy_id))
    assert post(scene, vacancy_id).state is VacancyState.FILLED

    await scene.world.work(lambda work: opening_writes.free_opening(work, vacancy_id, "accepted"))

    found = post(scene, vacancy_id)
    assert (found.free, found.state) == (1, VacancyState.OPEN)
    assert scene.world.kinds()[-2:] == ["seat.freed", "vacancy.reopened"]


async def test_an_opening_that_nobody_holds_cannot_be_accepted_or_freed(scene):
    vacancy_id = await opened(scene)

    for run in (
        lambda work: opening_writes.accept_opening(work, vacancy_id),
        lambda work: opening_writes.free_opening(work, vacancy_id, "firm"),
        lambda work: opening_writes.free_opening(work, vacancy_id, "accepted"),
    ):
        with pytest.raises(WrongState):
            await scene.world.work(run)


async def test_the_head_count_cannot_fall_below_what_is_spoken_for(scene):
    vacancy_id = await opened(scene)
    for _ in range(2):
        await hold(scene, vacancy_id)

    with pytest.raises(HeadCountTooLow):
        await scene.world.do(
            VacancyChange(vacancy_id=vacancy_id, **{**CELLS, "head_count": "1"}), scene.recruiter
        )

    await scene.world.do(
        VacancyChange(vacancy_id=vacancy_id, **{**CELLS, "head_count": "2"}), scene.recruiter
    )
    assert post(scene, vacancy_id).state is VacancyState.FILLED
    await scene.world.do(
        VacancyChange(vacancy_id=vacancy_id, **{**CELLS, "head_count": "5"}), scene.recruiter
    )
    assert post(scene, vacancy_id).state is VacancyState.OPEN


async def test_the_database_itself_refuses_one_opening_too_many(scene):
    vacancy_id = await opened(scene)

    with pytest.raises(IntegrityError):
        await scene.world.work(
            lambda work: work.write(
                update(vacancy_table)
                .where(vacancy_table.c.id == vacancy_id)
                .values(firm=2, accepted=2)
            )
        )


async def test_the_database_keeps_one_text_per_version(scene):
    vacancy_id = await opened(scene)

    with pytest.raises(IntegrityError):
        await scene.world.work(
            lambda work: work.write(
                insert(vacancy_version_table),
                {"vacancy_id": vacancy_id, "version": 1, "terms": {}, "at": work.now},
            )
        )


# --- organiser, licence, calendar ---------------------------------------------------------------


async def test_the_organiser_hides_a_post_and_shows_it_again(scene):
    vacancy_id = await opened(scene)

    await scene.world.do(
        VacancySuspend(vacancy_id=vacancy_id, reason="Two complaints."), scene.organiser
    )
    assert post(scene, vacancy_id).state is VacancyState.SUSPENDED
    with pytest.raises(NoOpening):
        await hold(scene, vacancy_id)

    await scene.world.do(VacancyLift(vacancy_id=vacancy_id), scene.organiser)
    assert post(scene, vacancy_id).state is VacancyState.OPEN


async def test_a_suspended_licence_hides_its_posts_and_lifting_shows_them(world):
    scene = await a_scene(world)
    licence_id = await scene.licensed()
    vacancy_id, full_id = await opened(scene), await opened(scene, head_count="1")
    await hold(scene, full_id)

    await world.do(LicenceSuspend(licence_id=licence_id, reason="A fee."), scene.organiser)
    assert {post(scene, one).state for one in (vacancy_id, full_id)} == {VacancyState.SUSPENDED}

    await world.do(LicenceLift(licence_id=licence_id, reason="Cleared."), scene.organiser)
    assert post(scene, vacancy_id).state is VacancyState.OPEN
    assert post(scene, full_id).state is VacancyState.FILLED


async def test_lifting_a_licence_leaves_what_the_organiser_suspended(world):
    scene = await a_scene(world)
    licence_id = await scene.licensed()
    vacancy_id = await opened(scene)
    await world.do(VacancySuspend(vacancy_id=vacancy_id, reason="A report."), scene.organiser)

    await world.do(LicenceSuspend(licence_id=licence_id, reason="A fee."), scene.organiser)
    await world.do(LicenceLift(licence_id=licence_id, reason="Cleared."), scene.organiser)

    assert post(scene, vacancy_id).state is VacancyState.SUSPENDED


async def test_a_post_is_over_after_its_last_day(scene):
    vacancy_id = await opened(scene, valid_through="+1d")
    kept = scene.world.rows(select(timers.deadline).where(timers.deadline.c.kind == "vacancy.end"))
    assert len(kept) == 1

    await scene.world.do(VacancyExpire(at="now"))
    assert post(scene, vacancy_id).state is VacancyState.OPEN, "not before its time"

    await scene.world.work(lambda work: work.write(update(vacancy_table).values(ends_at=work.now)))
    await scene.world.do(VacancyExpire(at="now, too"))
    assert post(scene, vacancy_id).state is VacancyState.EXPIRED


# --- many at once -------------------------------------------------------------------------------


async def test_the_bulk_form_fills_only_what_is_missing_and_notes_who_said_it(scene):
    empty = await written(scene, duties="", valid_through="")
    full = await written(scene, valid_through="+9d")
    said_before = post(scene, full).terms

    reply = await scene.world.do(
        VacancyBulkComplete(vacancy_ids=(empty, full), duties="Sew.", valid_through="+40d"),
        scene.colleague,
    )

    assert (reply.vacancies, reply.fields) == (1, 2)
    assert post(scene, empty).terms.duties == "Sew."
    assert post(scene, full).terms == said_before
    said = scene.world.look(statements_of, empty)
    assert said["duties"][:2] == (scene.colleague.account_id, "bulk")
    assert said["title"][:2] == (scene.recruiter.account_id, "form")


async def test_a_past_last_day_counts_as_missing(scene):
    vacancy_id = await written(scene, valid_through="-3d")

    await scene.world.do(
        VacancyBulkComplete(vacancy_ids=(vacancy_id,), valid_through="+40d"), scene.recruiter
    )
    await scene.world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)

    assert post(scene, vacancy_id).state is VacancyState.OPEN


async def test_a_first_day_that_is_over_gives_way_to_what_the_form_says(scene):
    vacancy_id = await written(scene, starts_on="-400d")

    await scene.world.do(
        VacancyBulkComplete(vacancy_ids=(vacancy_id,), starts_on="2031-05-01"), scene.recruiter
    )

    assert post(scene, vacancy_id).terms.starts_on == date(2031, 5, 1)


async def test_the_bulk_form_puts_drafts_at_a_booth(scene):
    made = await scene.world.do(VacancyCreate(**CELLS), scene.recruiter)

    await scene.world.do(
        VacancyBulkComplete(vacancy_ids=(made.vacancy_id,), booth_id=scene.booth_id),
        scene.recruiter,
    )
    reply = await scene.world.do(VacancyBulkOpen(vacancy_ids=(made.vacancy_id,)), scene.recruiter)

    assert reply.opened == 1
    assert post(scene, made.vacancy_id).fair_id == scene.fair_id


async def test_what_breaks_a_rule_fills_no_draft(scene):
    vacancy_id = await written(scene, conditions="")

    with pytest.raises(LimitsSex):
        await scene.world.do(
            VacancyBulkComplete(vacancy_ids=(vacancy_id,), conditions="限男性"), scene.recruiter
        )
    assert post(scene, vacancy_id).terms.conditions == ""


async def test_opening_many_leaves_what_is_not_complete(scene):
    good, half = await written(scene), await written(scene, duties="")
    old = await written(scene, max_age="50")

    reply = await scene.world.do(VacancyBulkOpen(vacancy_ids=(good, half, old)), scene.recruiter)

    assert (reply.opened, reply.review, reply.left) == (1, 1, 1)


# --- the whole grid -----------------------------------------------------------------------------

VERBS = sorted({verb for moves in MOVES_VACANCY.values() for verb in moves})
LIFE = {
    ("draft", "open"): "open", ("draft", "review"): "review", ("draft", "withdraw"): "withdrawn",
    ("review", "approve"): "open", ("review", "send_back"): "draft",
    ("review", "withdraw"): "withdrawn",
    ("open", "fill"): "filled", ("open", "suspend"): "suspended",
    ("open", "withdraw"): "withdrawn", ("open", "expire"): "expired",
    ("filled", "reopen"): "open", ("filled", "suspend"): "suspended",
    ("filled", "withdraw"): "withdrawn", ("filled", "expire"): "expired",
    ("suspended", "lift"): "open", ("suspended", "withdraw"): "withdrawn",
    ("suspended", "expire"): "expired",
}  # fmt: skip


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(VacancyState, VERBS)))
def test_each_state_allows_only_its_own_moves(state, verb):
    assert MOVES_VACANCY[state].get(verb) == LIFE.get((state.value, verb))


async def test_an_overseas_company_may_offer_work_abroad(world):
    scene = await a_scene(world, EmployerKind.OVERSEAS)
    vacancy_id = await written(scene, **ABROAD)

    with pytest.raises(NoLicence):
        await world.do(VacancyOpen(vacancy_id=vacancy_id), scene.recruiter)
