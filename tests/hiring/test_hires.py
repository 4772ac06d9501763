"""Hires, suspended licences, erasures: what follows an accepted offer, and what may stop it."""

import pytest

from fair.contract.employers import LicenceLift, LicenceSuspend
from fair.contract.hiring import (
    AcceptOffer,
    ConfirmHire,
    DeclineOffer,
    OpenTerms,
    SayHireFell,
    TakeBackOffer,
    WithdrawOffer,
)
from fair.contract.people import Erase
from fair.decisions import Refusal
from fair.glossary import HireState, OfferState
from fair.hiring import reads
from tests.booths.scene import CODE
from tests.hiring.test_offers import refused


def the_hire(stage, offer_id):
    return stage.world.look(reads.hire, offer_id)


def hires(stage):
    return stage.world.look(reads.hires_of_fair, stage.scene.fair_id)


async def licence_id(stage):
    from fair.employers import reads as employers

    return stage.world.look(employers.licence, stage.scene.employer_id).id


async def suspend(stage):
    await stage.world.do(
        LicenceSuspend(licence_id=await licence_id(stage), reason="Workers were charged."),
        stage.scene.organiser,
    )


async def lift(stage):
    await stage.world.do(
        LicenceLift(licence_id=await licence_id(stage), reason="Cleared up."),
        stage.scene.organiser,
    )


@pytest.mark.parametrize("seeker_first", [True, False])
async def test_it_is_a_hire_when_both_have_confirmed(stage, seeker_first):
    lan = await stage.talked("Lan")
    offer_id = await stage.accepted(lan)
    sides = [lan, stage.mei] if seeker_first else [stage.mei, lan]

    await stage.world.do(ConfirmHire(offer_id=offer_id), sides[0])
    assert the_hire(stage, offer_id).state is HireState.AGREED
    assert hires(stage) == ()
    await refused(stage, "hire-confirmed", ConfirmHire(offer_id=offer_id), sides[0])
    await stage.world.do(ConfirmHire(offer_id=offer_id), sides[1])

    assert the_hire(stage, offer_id).state is HireState.HIRED
    assert len(hires(stage)) == 1
    assert stage.world.kinds().count("hire.hired") == 1
    await refused(stage, "hire-confirmed", ConfirmHire(offer_id=offer_id), sides[1])
    await refused(stage, "both-confirmed", TakeBackOffer(offer_id=offer_id), lan)


async def test_only_an_accepted_offer_can_be_confirmed_and_only_by_its_two_sides(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.offered(lan)

    await refused(stage, "wrong-state", ConfirmHire(offer_id=offer_id), lan)
    await refused(stage, "wrong-state", ConfirmHire(offer_id=offer_id), stage.mei)
    await stage.accept(lan, offer_id)
    await refused(stage, "not-allowed", ConfirmHire(offer_id=offer_id), bo)
    await refused(stage, "not-your-booth", ConfirmHire(offer_id=offer_id), stage.scene.stranger)
    fell = SayHireFell(offer_id=offer_id, reason="papers")
    await refused(stage, "not-your-booth", fell, stage.scene.stranger)
    await refused(stage, "not-allowed", fell, bo)


async def test_a_hire_that_fell_through_frees_the_opening_and_says_why(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.hired(lan)
    waiting = await stage.offered(bo, as_reserve=True)

    not_theirs = SayHireFell(offer_id=offer_id, reason="absent")
    await refused(stage, "not-your-reason", not_theirs, lan)
    await stage.world.do(SayHireFell(offer_id=offer_id, reason="absent"), stage.mei)

    hire = the_hire(stage, offer_id)
    assert (hire.state, hire.reason) == (HireState.FELL_THROUGH, "absent")
    assert stage.offer(offer_id).state is OfferState.RELEASED
    assert stage.offer(waiting).state is OfferState.FIRM
    assert hires(stage) == ()
    await refused(stage, "wrong-state", ConfirmHire(offer_id=offer_id), lan)
    await refused(stage, "wrong-state", not_theirs, stage.mei)


async def test_after_a_hire_fell_through_another_offer_can_be_accepted(stage):
    lan = await stage.talked("Lan")
    other = await stage.post(1, title="Cutter")
    first = await stage.hired(lan)
    second = await stage.offered(lan, other)

    await stage.world.do(SayHireFell(offer_id=first, reason="terms"), lan)
    await stage.accept(lan, second)

    assert stage.offer(second).state is OfferState.ACCEPTED


# --- suspended licences ---------------------------------------------------------------------------


async def test_a_suspended_licence_freezes_open_offers_and_lifting_restores_them(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.offered(lan)
    waiting = await stage.offered(bo, as_reserve=True)
    await stage.world.do(OpenTerms(offer_id=offer_id), lan)
    before = stage.offer(offer_id).expires_at

    await suspend(stage)

    frozen = stage.offer(offer_id)
    assert (frozen.state, frozen.expires_at) == (OfferState.FROZEN, None)
    assert stage.offer(waiting).state is OfferState.RESERVE
    assert stage.openings()[1:] == (1, 0)
    await refused(stage, "offer-frozen", AcceptOffer(offer_id=offer_id), lan)
    withdraw = WithdrawOffer(offer_id=offer_id, reason="need")
    await refused(stage, "offer-frozen", withdraw, stage.mei)

    await lift(stage)

    thawed = stage.offer(offer_id)
    assert thawed.state is OfferState.FIRM
    assert thawed.expires_at >= before
    await stage.world.do(AcceptOffer(offer_id=offer_id), lan)
    assert stage.openings()[1:] == (0, 1)
    assert stage.world.chain_holds()


async def test_no_offer_is_made_or_confirmed_under_a_suspended_licence(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.accepted(lan)

    await suspend(stage)

    await refused(stage, "no-licence", stage.making(bo), stage.mei)
    await refused(stage, "licence-stopped", ConfirmHire(offer_id=offer_id), lan)
    await refused(stage, "licence-stopped", ConfirmHire(offer_id=offer_id), stage.mei)
    assert stage.offer(offer_id).state is OfferState.ACCEPTED
    assert "do not travel or pay" in stage.texts(lan)[-1]


async def test_an_opening_freed_while_suspended_waits_for_the_lifting(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    offer_id = await stage.offered(lan)
    waiting = await stage.offered(bo, as_reserve=True)
    await suspend(stage)

    await stage.world.do(DeclineOffer(offer_id=offer_id), lan)
    assert stage.offer(waiting).state is OfferState.RESERVE
    await lift(stage)

    assert stage.offer(waiting).state is OfferState.FIRM
    assert stage.openings() == ("filled", 1, 0)


async def test_another_licence_in_force_leaves_the_offers_alone(stage):
    from fair.contract.employers import LicenceSubmit, LicenceVerify

    lan = await stage.talked("Lan")
    offer_id = await stage.offered(lan)
    submitted = await stage.world.do(
        LicenceSubmit(employer_id=stage.scene.employer_id, number=CODE), stage.mei
    )
    await stage.world.do(LicenceVerify(licence_id=submitted.licence_id), stage.scene.organiser)

    assert stage.offer(offer_id).state is OfferState.FIRM


# --- erasures -------------------------------------------------------------------------------------


async def test_an_erasure_withdraws_what_is_open_frees_the_openings_and_blanks_the_terms(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    other = await stage.post(1, title="Cutter")
    firm, accepted = await stage.offered(lan), await stage.accepted(lan, other)
    waiting = await stage.offered(bo, as_reserve=True)

    await stage.world.do(Erase(sure="yes"), lan)

    assert stage.offer(firm).state is OfferState.WITHDRAWN
    assert stage.offer(accepted).state is OfferState.RELEASED
    assert stage.offer(waiting).state is OfferState.FIRM
    assert stage.openings(other) == ("open", 0, 0)
    for offer_id in (firm, accepted):
        row = stage.world.rows(f"select terms, salt from offer where id = '{offer_id}'")[0]
        assert (row.terms, row.salt) == ("{}", "")
    aliases = f"select * from alias where person_id = '{lan.person_id}'"
    assert stage.world.rows(aliases) == []
    assert stage.world.chain_holds()


async def test_a_hire_of_an_erased_person_stays_a_number(stage):
    lan = await stage.talked("Lan")
    offer_id = await stage.hired(lan)

    await stage.world.do(Erase(sure="yes"), lan)

    assert len(hires(stage)) == 1
    assert stage.openings() == ("filled", 0, 1)
    assert stage.offer(offer_id).terms == {}
    assert stage.world.chain_holds()


async def test_what_can_be_read_of_offers(stage):
    lan, bo = await stage.talked("Lan"), await stage.talked("Bo")
    first = await stage.hired(lan)
    second = await stage.offered(bo, as_reserve=True)
    scene, look = stage.scene, stage.world.look

    assert [one.id for one in look(reads.offers_of_fair, scene.fair_id)] == [first, second]
    assert [one.id for one in look(reads.offers_of_employer, scene.employer_id)] == [first, second]
    assert [one.id for one in look(reads.offers_of_person, bo.person_id)] == [second]
    of_talk = look(reads.offers_of_interview, stage.interviews[lan.person_id])
    assert [one.id for one in of_talk] == [first]
    assert look(reads.accepted_offer, lan.person_id).id == first
    assert look(reads.offer, "nothing") is None
    assert look(reads.hire, second) is None
    assert [one.offer_id for one in look(reads.hires_of_fair, scene.fair_id)] == [first]
    with pytest.raises(Refusal):
        await stage.world.do(AcceptOffer(offer_id="nothing"), bo)
