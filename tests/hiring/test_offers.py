"""Offers as the two sides live them: made, opened, accepted, declined, taken back, withdrawn."""

import asyncio
import contextlib
import json
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from fair.contract.base import Command
from fair.contract.hiring import (
    AcceptOffer,
    DeclineOffer,
    ExpireOffer,
    MakeOffer,
    OpenTerms,
    TakeBackOffer,
    WithdrawOffer,
)
from fair.contract.people import WithdrawConsent
from fair.contract.programme import PauseFair, ResumeFair
from fair.contract.vacancies import VacancySuspend, VacancyWithdraw
from fair.days import end_of
from fair.decisions import Actor, NotAllowed, Refusal, WrongState
from fair.glossary import InterviewState, OfferState, Outcome
from fair.hiring import reads
from fair.hiring.offer_store import add_answer, offer_table
from fair.hiring.terms import compare
from fair.interviews import reads as interviews
from fair.ledger import ledger, seal
from fair.vacancies.store import vacancy_table
from tests.hiring.stage import a_stage, soon

SHANGHAI = ZoneInfo("Asia/Shanghai")


async def refused(stage, code, command, actor):
    """Expect a refusal by its code, and nothing changed."""
    before = stage.everything()
    with pytest.raises(Refusal) as caught:
        await stage.world.do(command, actor)
    assert caught.value.code == code
    assert stage.everything() == before


async def test_an_offer_takes_every_term_from_the_post_and_freezes_it(stage):
    lan = await stage.talked("Lan")

    offer = stage.offer(await stage.offered(lan))

    assert offer.state is OfferState.FIRM
    assert offer.terms["title"] == "Sewing worker"
    assert offer.terms["pay_base_cents"] == 460_000
    assert offer.starts_on == soon()
    assert stage.openings() == ("filled", 1, 0)
    interview = stage.world.look(interviews.interview, offer.interview_id)
    assert (interview.state, interview.outcome) == (InterviewState.CONCLUDED, Outcome.OFFER)
    assert "Sewing worker" in stage.texts(lan)[0]
    assert stage.world.chain_holds()


async def test_the_ledger_holds_a_salted_hash_of_the_terms_and_no_word_of_them(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)

    data = stage.world.rows(select(ledger.c.data).where(ledger.c.kind == "offer.made"))[0].data
    row = stage.world.rows(select(offer_table).where(offer_table.c.id == offer_id))[0]

    assert "Sewing" not in data
    words = json.dumps(row.terms, sort_keys=True, ensure_ascii=False)
    assert json.loads(data)["terms_hash"] == seal(words, row.salt)


async def test_an_offer_can_be_answered_until_20_00_of_the_next_day_there(stage):
    lan = await stage.talked("Lan")

    offer = stage.offer(await stage.offered(lan))

    made, ends = offer.made_at.astimezone(SHANGHAI), offer.expires_at.astimezone(SHANGHAI)
    assert ends.date() == made.date() + timedelta(days=1)
    assert ends.strftime("%H:%M") == "20:00"


async def test_a_changed_term_is_marked_when_it_is_worse(stage):
    lan = await stage.talked("Lan")

    offer = stage.offer(
        await stage.offered(lan, lodging="paid", lodging_cost_month="150", pay_base="4700")
    )

    post = await stage.world.work(lambda work: _version(work, offer))
    assert [one.column for one in compare(post, offer.terms)] == ["lodging", "lodging_cost_month"]


def _version(work, offer):
    from fair.vacancies import reads as vacancies

    return vacancies.vacancy_version(work.connection, offer.vacancy_id, offer.vacancy_version)


async def test_the_next_one_gets_a_numbered_reserve_offer_when_asked_for(stage):
    lan, bo, ki = [await stage.talked(name) for name in ("Lan", "Bo", "Ki")]
    await stage.offered(lan)

    await refused(stage, "beyond-head-count", stage.making(bo), stage.mei)
    second = stage.offer(await stage.offered(bo, as_reserve=True))
    third = stage.offer(await stage.offered(ki, as_reserve=True))

    assert (second.state, second.rank, second.expires_at) == (OfferState.RESERVE, 1, None)
    assert third.rank == 2
    assert stage.openings() == ("filled", 1, 0)


async def test_nobody_is_put_in_reserve_while_an_opening_is_free(stage):
    lan = await stage.talked("Lan")
    await refused(stage, "seat-is-free", stage.making(lan, as_reserve=True), stage.mei)


@pytest.mark.parametrize("how", ["decline", "withdraw", "take_back"])
async def test_a_freed_opening_makes_the_first_reserve_offer_firm_and_the_rest_moves_up(stage, how):
    lan, bo, ki = [await stage.talked(name) for name in ("Lan", "Bo", "Ki")]
    first = await stage.offered(lan)
    second, third = [await stage.offered(one, as_reserve=True) for one in (bo, ki)]

    if how == "decline":
        await stage.world.do(DeclineOffer(offer_id=first), lan)
    elif how == "withdraw":
        await stage.world.do(WithdrawOffer(offer_id=first, reason="need"), stage.mei)
    else:
        await stage.accept(lan, first)
        await stage.world.do(TakeBackOffer(offer_id=first), lan)

    assert stage.offer(second).state is OfferState.FIRM
    assert stage.offer(second).expires_at is not None
    assert stage.offer(third).rank == 1
    assert stage.openings() == ("filled", 1, 0)
    assert "firm now" in stage.texts(bo)[-1]
    assert stage.world.chain_holds()


async def test_a_reserve_offer_that_is_declined_leaves_no_gap(stage):
    lan, bo, ki = [await stage.talked(name) for name in ("Lan", "Bo", "Ki")]
    await stage.offered(lan)
    second, third = [await stage.offered(one, as_reserve=True) for one in (bo, ki)]

    await stage.world.do(DeclineOffer(offer_id=second), bo)

    assert stage.offer(third).rank == 1
    assert stage.openings() == ("filled", 1, 0)


async def test_accept_opens_only_after_the_terms_were_opened(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)

    await refused(stage, "terms-not-opened", AcceptOffer(offer_id=offer_id), lan)
    await stage.world.do(OpenTerms(offer_id=offer_id, aloud=True), lan)
    reply = await stage.world.do(AcceptOffer(offer_id=offer_id), lan)

    assert reply.state is OfferState.ACCEPTED
    assert stage.openings() == ("filled", 0, 1)
    assert stage.world.look(reads.hire, offer_id).state == "agreed"


async def test_accepting_another_offer_gives_the_first_opening_back_to_the_reserve(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    other = await stage.post(1, title="Cutter")
    first = await stage.accepted(lan)
    waiting = await stage.offered(bo, as_reserve=True)
    second = await stage.offered(lan, other)

    await stage.accept(lan, second)

    assert stage.offer(first).state is OfferState.RELEASED
    assert stage.offer(first).reason == "other_offer"
    assert stage.offer(second).state is OfferState.ACCEPTED
    assert stage.offer(waiting).state is OfferState.FIRM
    assert stage.openings() == ("filled", 1, 0)
    assert stage.openings(other) == ("filled", 0, 1)
    assert stage.world.kinds()[-7:].count("offer.accepted") == 1


async def test_who_is_hired_must_say_so_before_accepting_elsewhere(stage):
    lan = await stage.talked("Lan")
    other = await stage.post(1, title="Cutter")
    await stage.hired(lan)
    second = await stage.offered(lan, other)
    await stage.world.do(OpenTerms(offer_id=second), lan)

    await refused(stage, "already-hired", AcceptOffer(offer_id=second), lan)


async def test_taking_back_costs_nothing_and_the_post_can_be_found_again(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.accepted(lan)

    await stage.world.do(TakeBackOffer(offer_id=offer_id), lan)

    assert stage.offer(offer_id).state is OfferState.RELEASED
    assert stage.openings() == ("open", 0, 0)
    await refused(stage, "wrong-state", TakeBackOffer(offer_id=offer_id), lan)


async def test_an_answer_is_given_once(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    await stage.world.do(DeclineOffer(offer_id=offer_id), lan)

    for command in (AcceptOffer(offer_id=offer_id), DeclineOffer(offer_id=offer_id)):
        await refused(stage, "wrong-state", command, lan)
    await refused(stage, "wrong-state", OpenTerms(offer_id=offer_id), lan)


async def test_the_same_command_twice_counts_once(stage):
    lan = await stage.talked("Lan")
    command = stage.making(lan)

    first = await stage.world.do(command, stage.mei, "once")
    again = await stage.world.do(command, stage.mei, "once")

    assert first == again
    assert stage.openings() == ("filled", 1, 0)


async def test_an_expired_offer_cannot_be_accepted_and_its_opening_goes_on(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.offered(lan)
    waiting = await stage.offered(bo, as_reserve=True)
    await stage.world.do(OpenTerms(offer_id=offer_id), lan)
    ends_at = stage.offer(offer_id).expires_at

    assert await stage.world.server.leader.fire(ends_at - timedelta(seconds=1)) == 0
    await _let_time_pass(stage, offer_id)
    await refused(stage, "offer-expired", AcceptOffer(offer_id=offer_id), lan)
    await refused(stage, "offer-expired", DeclineOffer(offer_id=offer_id), lan)

    await stage.world.server.leader.fire(ends_at)

    assert stage.offer(offer_id).state is OfferState.EXPIRED
    assert stage.offer(waiting).state is OfferState.FIRM
    await refused(stage, "offer-expired", AcceptOffer(offer_id=offer_id), lan)


async def _let_time_pass(stage, offer_id):
    """Let the clock of one offer run out."""
    from fair.timers import deadline

    await stage.world.work(
        lambda work: work.write(
            update(deadline).where(deadline.c.ref == offer_id).values(left_s=0.0, due_at=work.now)
        )
    )


async def test_a_pause_of_the_fair_stops_the_clock_of_an_offer(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    ends_at = stage.offer(offer_id).expires_at

    await stage.world.do(PauseFair(fair_id=stage.scene.fair_id), stage.scene.organiser)
    assert stage.offer(offer_id).expires_at is None
    assert await stage.world.server.leader.fire(ends_at + timedelta(days=9)) == 0
    await stage.world.do(ResumeFair(fair_id=stage.scene.fair_id), stage.scene.organiser)

    assert stage.offer(offer_id).expires_at >= ends_at


async def test_each_wrong_wish_is_refused_and_nothing_changes(stage):
    lan = await stage.talked("Lan")
    make = stage.making(lan)
    other = await a_post_elsewhere(stage)
    draft = await stage.post(1, title="Gone")
    await stage.world.do(VacancyWithdraw(vacancy_id=draft), stage.mei)

    for code, change in (
        ("starts-too-early", {"starts_on": date(2020, 1, 1)}),
        ("starts-too-late", {"starts_on": soon(500)}),
        ("bad-term", {"lodging": "paid"}),
        ("bad-term", {"pay_base": Decimal(0)}),
        ("post-not-open", {"vacancy_id": draft}),
        ("post-of-other-booth", {"vacancy_id": other}),
        ("not-found", {"vacancy_id": "nothing"}),
        ("not-found", {"interview_id": "nothing"}),
        ("not-found", {"interview_id": "", "call_id": "nothing"}),
    ):
        await refused(stage, code, make.model_copy(update=change), stage.mei)
    await refused(stage, "not-your-booth", make, stage.scene.stranger)
    await stage.offered(lan)
    await refused(stage, "already-offered", make, stage.mei)


async def a_post_elsewhere(stage):
    """Open a post at another booth of the same employer."""
    from fair.contract.booths import BoothCreate
    from fair.contract.vacancies import VacancyCreate, VacancyOpen
    from tests.hiring.stage import POST

    scene = stage.scene
    booth = await stage.world.do(
        BoothCreate(hall_id=scene.hall_id, employer_id=scene.employer_id), scene.organiser
    )
    made = await stage.world.do(
        VacancyCreate(booth_id=booth.booth_id, head_count="2", **POST), stage.mei
    )
    await stage.world.do(VacancyOpen(vacancy_id=made.vacancy_id), stage.mei)
    return made.vacancy_id


async def test_somebody_elses_offer_is_nobody_elses_business(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.offered(lan)

    for command in (OpenTerms, AcceptOffer, DeclineOffer, TakeBackOffer):
        await refused(stage, "not-allowed", command(offer_id=offer_id), bo)
    withdraw = WithdrawOffer(offer_id=offer_id, reason="need")
    await refused(stage, "not-your-booth", withdraw, stage.scene.stranger)
    with pytest.raises(NotAllowed):
        await stage.world.do(AcceptOffer(offer_id=offer_id), stage.mei)


async def test_sixteen_year_olds_get_no_offer_for_night_work(stage):
    young = await stage.talked("Xiao", born_on=(soon() - timedelta(days=17 * 365)))
    night = await stage.post(1, title="Night shift", night_work="yes", min_age="18")

    await refused(stage, "offer-protected", stage.making(young, night), stage.mei)
    assert await stage.offered(young)


async def test_who_took_the_consent_back_gets_no_offer(stage):
    lan = await stage.talked("Lan")
    await stage.world.do(WithdrawConsent(employer_id=stage.scene.employer_id), lan)

    await refused(stage, "consent-gone", stage.making(lan), stage.mei)


async def test_a_suspended_post_cannot_be_offered(stage):
    lan = await stage.talked("Lan")
    await stage.world.do(
        VacancySuspend(vacancy_id=stage.vacancy_id, reason="The pay is another."),
        stage.scene.organiser,
    )

    await refused(stage, "post-not-open", stage.making(lan), stage.mei)


async def test_a_reserve_offer_names_its_last_day_and_ends_with_it(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo", lang="en")
    await stage.offered(lan)
    waiting = await stage.offered(bo, as_reserve=True, starts_on=soon(5))
    last = stage.offer(waiting).last_day
    assert last == soon(5)
    assert f"until {last.day}" in stage.texts(bo)[0] or str(last.year) in stage.texts(bo)[0]
    with pytest.raises(WrongState):
        await stage.world.do(ExpireOffer(offer_id=waiting))

    stage.world.clock(end_of(last, "Asia/Shanghai"))
    await stage.world.do(ExpireOffer(offer_id=waiting))

    assert (stage.offer(waiting).state, stage.offer(waiting).reason) == ("expired", "reserve")
    assert "No place was freed" in stage.texts(bo)[-1]
    assert stage.openings()[1:] == (1, 0)


async def test_a_place_that_is_freed_after_the_last_day_makes_nobody_firm(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    first = await stage.offered(lan)
    waiting = await stage.offered(bo, as_reserve=True, starts_on=soon(1))
    stage.world.clock(end_of(soon(1), "Asia/Shanghai"))
    await stage.world.do(WithdrawOffer(offer_id=first, reason="need"), stage.mei)
    assert stage.offer(waiting).state == "expired"


async def test_a_withdrawn_post_ends_its_reserve_but_firm_offers_stand(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    firm = await stage.offered(lan)
    waiting = await stage.offered(bo, as_reserve=True)

    await stage.world.do(VacancyWithdraw(vacancy_id=stage.vacancy_id), stage.mei)

    assert stage.offer(waiting).state is OfferState.WITHDRAWN
    assert stage.offer(waiting).reason == "post"
    assert stage.offer(firm).state is OfferState.FIRM
    await stage.accept(lan, firm)
    assert stage.openings()[1:] == (0, 1)


async def test_a_hundred_offers_at_once_never_exceed_the_head_count(world):
    stage = await a_stage(world, head_count=7)
    recruiters = [stage.mei, stage.scene.colleague]
    people = [await stage.talked(f"P{n}") for n in range(100)]

    async def one(n, person):
        try:
            return await world.do(stage.making(person), recruiters[n % 2])
        except Refusal as refusal:
            return refusal.code

    made = await asyncio.gather(*(one(n, person) for n, person in enumerate(people)))

    codes = [one for one in made if isinstance(one, str)]
    assert codes == ["beyond-head-count"] * 93
    assert stage.openings() == ("filled", 7, 0)


async def test_a_hundred_answers_at_once_keep_openings_and_offers_equal(world):
    stage = await a_stage(world, head_count=10)
    other = await stage.post(10, title="Cutter")
    people = [await stage.talked(f"P{n}") for n in range(20)]
    commands: list[tuple[Command, Actor]] = []
    for n, person in enumerate(people):
        first = await stage.offered(person, as_reserve=n >= 10)
        second = await stage.offered(person, other, as_reserve=n >= 10)
        for offer_id in (first, second):
            await world.do(OpenTerms(offer_id=offer_id), person)
        commands += [(AcceptOffer(offer_id=first), person), (AcceptOffer(offer_id=second), person)]
        commands += [(DeclineOffer(offer_id=second), person)] if n % 3 == 0 else []
        commands += [(TakeBackOffer(offer_id=first), person)] if n % 4 == 0 else []

    async def one(command, person):
        with contextlib.suppress(Refusal):
            await world.do(command, person)

    await asyncio.gather(*(one(*each) for each in commands), *(one(*each) for each in commands))

    offers = world.look(reads.offers_of_fair, stage.scene.fair_id)
    for vacancy_id in (stage.vacancy_id, other):
        held = [one.opening for one in offers if one.vacancy_id == vacancy_id]
        _, firm, accepted = stage.openings(vacancy_id)
        assert (held.count("firm"), held.count("accepted")) == (firm, accepted)
        assert firm + accepted <= 10
        ranks = [one.rank for one in offers if one.vacancy_id == vacancy_id and one.rank]
        assert sorted(ranks) == list(range(1, len(ranks) + 1))
    who = [one.person_id for one in offers if one.state is OfferState.ACCEPTED]
    assert len(who) == len(set(who))
    assert world.chain_holds()


# --- the last guards ------------------------------------------------------------------------------


async def test_the_table_itself_refuses_more_openings_than_the_head_count(stage):
    lan = await stage.talked("Lan")
    await stage.offered(lan)

    for change in ({"firm": 2}, {"accepted": 1}, {"head_count": 0}, {"firm": -1}):
        with pytest.raises(IntegrityError):
            await stage.world.work(
                lambda work, change=change: work.write(
                    update(vacancy_table)
                    .where(vacancy_table.c.id == stage.vacancy_id)
                    .values(**change)
                )
            )


async def test_the_table_itself_refuses_a_second_answer_and_a_second_accepted_offer(stage):
    lan = await stage.talked("Lan")
    other = await stage.post(1, title="Cutter")
    first, second = await stage.accepted(lan), await stage.offered(lan, other)

    def change(offer_id, **values):
        return stage.world.work(
            lambda work: work.write(
                update(offer_table).where(offer_table.c.id == offer_id).values(**values)
            )
        )

    with pytest.raises(IntegrityError):
        await stage.world.work(lambda work: add_answer(work, first, "declined"))
    with pytest.raises(IntegrityError):
        await change(second, state="accepted")
    with pytest.raises(IntegrityError):
        await change(second, vacancy_id=stage.vacancy_id)
    with pytest.raises(IntegrityError):
        await change(second, rank=1)
    with pytest.raises(IntegrityError):
        await change(second, state="reserve")


async def test_the_table_itself_refuses_the_same_reserve_number_twice(stage):
    lan, bo, ki = [await stage.talked(name) for name in ("Lan", "Bo", "Ki")]
    await stage.offered(lan)
    await stage.offered(bo, as_reserve=True)
    third = await stage.offered(ki, as_reserve=True)

    with pytest.raises(IntegrityError):
        await stage.world.work(
            lambda work: work.write(
                update(offer_table).where(offer_table.c.id == third).values(rank=1)
            )
        )


def test_a_wrong_amount_is_not_even_a_command():
    with pytest.raises(ValueError, match="pay_base"):
        MakeOffer(vacancy_id="v", starts_on=soon(), pay_base="-1")


# --- with a helper -------------------------------------------------------------------------------


async def test_a_yes_given_with_a_helper_is_marked_and_counted_apart(stage):
    alone, helped = await stage.talked("Lan"), await stage.talked("Xiao")
    post = await stage.post(head_count=2)
    offers = [await stage.offered(one, post) for one in (alone, helped)]
    for who, offer_id, helper in ((alone, offers[0], False), (helped, offers[1], True)):
        await stage.world.do(OpenTerms(offer_id=offer_id), who)
        await stage.world.do(AcceptOffer(offer_id=offer_id, helper=helper), who)

    assert [stage.offer(one).helped for one in offers] == [False, True]
    fair_id = stage.scene.fair_id
    assert stage.world.look(reads.accepted_with_helper, fair_id) == 1
    facts = stage.world.rows("SELECT data FROM ledger WHERE kind = 'offer.accepted' ORDER BY seq")
    assert ['"helper":true' in row.data for row in facts] == [False, True]
    async with stage.world.web(stage.scene.tokens["organiser"]) as browser:
        assert "accepted with a helper" in (await browser.get("/organise/reports")).text
    async with stage.world.web(stage.scene.tokens["recruiter"]) as browser:
        assert "Accepted with a helper" in (await browser.get(f"/offers/{offers[1]}")).text
        assert "Accepted with a helper" not in (await browser.get(f"/offers/{offers[0]}")).text


async def test_no_member_of_staff_accepts_or_confirms_for_anybody(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    await stage.world.do(OpenTerms(offer_id=offer_id), lan)

    for staff in (stage.mei, stage.scene.organiser):
        with pytest.raises(NotAllowed):
            await stage.world.do(AcceptOffer(offer_id=offer_id, helper=True), staff)
