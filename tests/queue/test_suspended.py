"""An employer whose licence is suspended begins nothing, and that is said as what it is."""

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.appointments import AskToBeCalled, OfferSlot, OpenSlots
from fair.contract.booths import BoothOpen, DutyStart
from fair.contract.employers import LicenceLift, LicenceSuspend
from fair.contract.interviews import ConcludeInterview
from fair.contract.lanes import HandOn
from fair.contract.queue import CallByName, CallNext, ChooseAfter, Phoned
from fair.contract.rooms_chat import TellLine
from fair.db import utc_now
from fair.employers import reads as employers
from fair.employers.facts import LicenceLifted
from fair.employers.refusals import NoLicence
from fair.glossary import Outcome
from fair.interviews import reads as interviews
from fair.waiting import news_views
from tests.appointments.plan import Plan
from tests.booths.scene import seen
from tests.queue.day import Day, a_day
from tests.reach.locked_phone import texted
from tests.values import some


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def licence(day):
    return some(day.world.look(employers.licence, day.scene.employer_id)).id


async def suspend(day):
    command = LicenceSuspend(licence_id=licence(day), reason="Two workers reported a fee.")
    await day.world.do(command, day.scene.organiser)
    while await day.world.server.leader.fire(utc_now()):
        pass


async def lift(day):
    command = LicenceLift(licence_id=licence(day), reason="The report was withdrawn.")
    await day.world.do(command, day.scene.organiser)


async def page(day, who, language="en"):
    return await seen(day.scene, "/queues", day.tokens[who.person_id], language)


async def test_who_may_not_recruit_writes_down_no_talk_by_telephone(day):
    ((who, ticket),) = await day.waiting(1)
    await suspend(day)
    await day.world.do(ChooseAfter(ticket_id=ticket, choice="phone_me"), who)

    with pytest.raises(NoLicence):
        await day.world.do(Phoned(ticket_id=ticket), day.scene.recruiter)

    assert day.world.look(interviews.interviews_of_ticket, ticket) == ()
    said = await page(day, who)
    assert "They may not phone you before their licence holds again" in said
    assert "by the end of the next working day" not in said
    await lift(day)
    await day.world.do(Phoned(ticket_id=ticket), day.scene.recruiter)
    assert day.world.look(verify_rows).differences == []


async def test_who_may_not_recruit_begins_nothing_with_people_but_answers_for_the_talk_held(day):
    plan = Plan(day)
    slot_id, *_ = await plan.slots(60)
    talked = await day.seeker()
    ticket = await day.join(talked)
    await day.talk(talked, (await day.call()).call_id)
    [talk] = day.world.look(interviews.interviews_of_ticket, ticket)
    ((_, waits),) = await day.waiting(1)
    await day.world.do(AskToBeCalled(booth_id=day.booth_id, morning=True), talked)
    [asked] = day.world.rows("select id from appointment")
    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.colleague)
    await suspend(day)

    begins = (
        CallNext(booth_id=day.booth_id),
        CallByName(ticket_id=waits, reason="promised"),
        HandOn(ticket_id=ticket, account_id=day.scene.colleague.account_id, why="The shift"),
        OfferSlot(appointment_id=asked.id, slot_id=slot_id),
        OpenSlots(booth_id=day.booth_id, starts_at="2031-11-24T09:00"),
        TellLine(booth_id=day.booth_id, text="Come to our office."),
        ConcludeInterview(
            interview_id=talk.id, outcome=Outcome.NEXT_STEP, what="A test", where="Our office",
            when="2031-11-24T09:00",
        ),
    )  # fmt: skip
    for command in begins:
        with pytest.raises(NoLicence):
            await day.world.do(command, day.scene.recruiter)

    answer = ConcludeInterview(interview_id=talk.id, outcome=Outcome.NO_FIT, reason="pay")
    await day.world.do(answer, day.scene.recruiter)


async def test_who_waited_reads_in_the_text_that_the_licence_closed_the_booth(day):
    ((who, _),) = await day.waiting(1)
    await suspend(day)
    told = texted(day, who.person_id)
    assert sum("because of its licence" in one for one in told) == 1
    assert not any("has closed before it was your turn" in one for one in told)


async def test_after_the_suspension_is_lifted_no_page_says_that_they_may_not_recruit(day):
    plan = Plan(day)
    slot_id, *_ = await plan.slots(60)
    who = await day.seeker()
    ticket = await day.join(who)
    mine = await plan.booked(who, slot_id)
    await suspend(day)
    await day.world.do(ChooseAfter(ticket_id=ticket, choice="phone_me"), who)
    during = await page(day, who)
    assert during.count("may not recruit") == 2
    assert "Take another time" not in during

    await lift(day)
    await day.world.do(BoothOpen(booth_id=day.booth_id), day.scene.recruiter)

    after = await page(day, who)
    assert plan.one(mine).cause == "licence"
    assert "may not recruit" not in after
    assert "The licence holds again now." in after
    assert "It holds again now." in after
    assert "Take another time" in after


async def test_at_their_time_who_waits_is_not_told_that_the_employer_was_not_there(day):
    """The organiser took the licence: that is no absence of whoever stood at the booth."""
    plan = Plan(day)
    slot_id, *_ = await plan.slots(60)
    who = await day.seeker()
    mine = await plan.booked(who, slot_id)
    starts_at = some(plan.one(mine).starts_at)
    day.world.clock(starts_at)
    await day.world.server.leader.fire(starts_at)
    assert plan.one(mine).state == "due"

    await suspend(day)

    assert (plan.one(mine).state, plan.one(mine).cause) == ("broken", "licence")


async def test_whose_place_a_licence_ended_sees_at_once_that_it_holds_again(day):
    ((who, ticket),) = await day.waiting(1)
    await suspend(day)
    lifted = LicenceLifted(employer_id=day.scene.employer_id, licence_id=licence(day))
    [news] = day.world.look(lambda at: list(news_views.ticket_news(at, [lifted])))
    assert (news.person_id, news.ticket_id) == (who.person_id, ticket)
