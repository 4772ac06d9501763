"""A seeker takes a place, keeps it, gives it up; and every refusal leaves all as it was."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from fair.contract.people import Erase, WithdrawConsent
from fair.contract.queue import (
    CallNext,
    ChooseAfter,
    EndQuiet,
    FreeTicket,
    GetReady,
    JoinQueue,
    LeaveQueue,
    PostponeTicket,
    QuietOver,
    ReturnToQueue,
)
from fair.db import utc_now
from fair.decisions import SYSTEM, VISITOR, NotAllowed, NotFound, SignInFirst, WrongState
from fair.people import reads as people
from fair.people.refusals import UnderAge
from fair.people.store import person_table
from fair.queue import reads
from fair.queue.reads import in_order
from fair.tickets import refusals as queue_refusals
from tests.queue.day import Day, a_day


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def test_joining_takes_a_number_and_is_the_consent(day):
    who = await day.seeker()
    assert not day.world.look(people.consented, day.scene.employer_id, who.person_id)
    first = day.ticket(await day.join(who, phone_ok=True, helper=True))
    second = day.ticket(await day.join(await day.seeker()))
    assert (first.number, second.number, first.state) == (1, 2, "waiting")
    assert (first.phone_ok, first.helper, first.text_only) == (True, True, False)
    assert day.world.look(people.consented, day.scene.employer_id, who.person_id)
    assert "ticket.taken" in day.world.kinds(day.scene.fair_id)
    assert day.world.chain_holds()


async def test_sending_the_same_twice_takes_one_place(day):
    who = await day.seeker()
    command = JoinQueue(booth_id=day.booth_id)
    first = await day.world.do(command, who, "same")
    assert await day.world.do(command, who, "same") == first
    assert len(day.world.look(reads.tickets_of_person, who.person_id)) == 1


async def test_joining_twice_is_refused(day):
    who = await day.seeker()
    await day.join(who)
    before = day.everything()
    with pytest.raises(queue_refusals.AlreadyInQueue):
        await day.join(who)
    assert day.everything() == before


async def test_a_fourth_queue_is_refused_and_a_free_place_opens_it_again(day):
    who = await day.seeker()
    tickets = [await day.join(who)]
    others = [await day.another_booth() for _ in range(3)]
    tickets += [await day.join(who, booth) for booth in others[:2]]
    before = day.everything()
    with pytest.raises(queue_refusals.TooManyQueues) as refused:
        await day.join(who, others[2])
    assert refused.value.values == {"most": 3}
    assert day.everything() == before
    await day.world.do(LeaveQueue(ticket_id=tickets[0]), who)
    await day.join(who, others[2])


async def test_a_closed_booth_is_refused(day):
    await day.close()
    who = await day.seeker()
    before = day.everything()
    with pytest.raises(queue_refusals.BoothIsClosed):
        await day.join(who)
    assert day.everything() == before


async def test_a_booth_that_nobody_knows_is_refused(day):
    with pytest.raises(NotFound):
        await day.join(await day.seeker(), "b00000000000")


async def test_under_sixteen_is_refused_even_where_somebody_got_in(day):
    who = await day.seeker()
    today = utc_now().date()
    await day.world.work(
        lambda work: work.write(
            update(person_table)
            .where(person_table.c.id == who.person_id)
            .values(born_on=today - timedelta(days=15 * 365))
        )
    )
    before = day.everything()
    with pytest.raises(UnderAge):
        await day.join(who)
    assert day.everything() == before


async def test_a_post_of_somewhere_else_is_refused(day):
    with pytest.raises(queue_refusals.PostElsewhere):
        await day.join(await day.seeker(), vacancy_ids=("v00000000000",))


@pytest.mark.parametrize("who", ["recruiter", "organiser", "visitor", "system"])
async def test_only_seekers_queue(day, who):
    actor = {"visitor": VISITOR, "system": SYSTEM}.get(who) or getattr(day.scene, who)
    with pytest.raises((NotAllowed, SignInFirst)):
        await day.world.do(JoinQueue(booth_id=day.booth_id), actor)


async def test_nobody_touches_the_ticket_of_another(day):
    ((_, ticket_id),) = await day.waiting(1)
    stranger = await day.seeker()
    before = day.everything()
    for command in (LeaveQueue, GetReady, PostponeTicket, ReturnToQueue):
        with pytest.raises(NotAllowed):
            await day.world.do(command(ticket_id=ticket_id), stranger)
    with pytest.raises(NotAllowed):
        await day.world.do(ChooseAfter(ticket_id=ticket_id, choice="leave"), stranger)
    assert day.everything() == before


async def test_who_leaves_can_come_again_with_a_new_number(day):
    who = await day.seeker()
    first = await day.join(who)
    await day.world.do(LeaveQueue(ticket_id=first), who)
    assert day.ticket(first).state == "left"
    assert day.ticket(await day.join(who)).number == 2
    with pytest.raises(WrongState):
        await day.world.do(LeaveQueue(ticket_id=first), who)


async def test_five_more_minutes_keep_the_place_and_are_free_once(day):
    (one, ticket_id), (_, second) = await day.waiting(2)
    await day.world.do(PostponeTicket(ticket_id=ticket_id), one)
    called = await day.call()
    assert called.ticket_id == second
    assert [found.number for found in day.world.look(in_order, day.booth_id)] == [1]
    with pytest.raises(queue_refusals.AlreadyPostponed):
        await day.world.do(PostponeTicket(ticket_id=ticket_id), one)
    await day.world.do(FreeTicket(ticket_id=ticket_id))
    assert (await day.call(await on_duty(day))).ticket_id == ticket_id


async def on_duty(day):
    """Put the colleague on duty too."""
    from fair.contract.booths import DutyStart

    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.colleague)
    return day.scene.colleague


async def test_ready_ends_the_five_minutes(day):
    ((one, ticket_id),) = await day.waiting(1)
    await day.world.do(PostponeTicket(ticket_id=ticket_id), one)
    await day.world.do(GetReady(ticket_id=ticket_id), one)
    assert day.ticket(ticket_id).held == ""
    assert (await day.call()).ticket_id == ticket_id


async def test_joining_an_idle_booth_can_say_in_five_minutes(day):
    ticket_id = await day.join(await day.seeker(), ready_in=5)
    with pytest.raises(queue_refusals.NobodyFree):
        await day.world.do(CallNext(booth_id=day.booth_id), day.scene.recruiter)
    assert not day.ticket(ticket_id).postponed
    now = day.ticket(await day.join(await day.seeker(), ready_in=0))
    assert now.warned_at
    assert now.ready_at


async def test_taking_the_consent_back_leaves_the_queue(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.world.do(WithdrawConsent(employer_id=day.scene.employer_id), who)
    assert (day.ticket(ticket_id).state, day.ticket(ticket_id).cause) == ("left", "consent")


async def test_taking_the_consent_back_while_it_rings_stops_the_ring(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.call()
    await day.world.do(WithdrawConsent(employer_id=day.scene.employer_id), who)
    assert day.ticket(ticket_id).state == "left"
    await day.waiting(1)
    assert (await day.call()).ticket_id != ticket_id


async def test_who_is_erased_is_out_of_every_queue(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.call()
    await day.world.do(Erase(sure="yes"), who)
    assert day.ticket(ticket_id).state == "left"
    assert day.world.chain_holds()


@pytest.mark.parametrize("choice", ["phone_me", "leave"])
async def test_at_a_closing_who_is_silent_is_carried_and_may_choose_otherwise_once(day, choice):
    (one, first), (_, second) = await day.waiting(2)
    await day.call()
    await day.close()
    assert {day.ticket(first).state, day.ticket(second).state} == {"closed"}
    assert day.world.look(reads.closing_choices, day.scene.fair_id) == {"carried": 2}
    await day.world.do(ChooseAfter(ticket_id=first, choice=choice), one)
    with pytest.raises(WrongState):
        await day.world.do(ChooseAfter(ticket_id=first, choice=choice), one)
    assert day.world.look(reads.closing_choices, day.scene.fair_id) == {"carried": 1, choice: 1}


async def test_nobody_chooses_while_still_in_the_line(day):
    ((who, ticket_id),) = await day.waiting(1)
    with pytest.raises(WrongState):
        await day.world.do(ChooseAfter(ticket_id=ticket_id, choice="leave"), who)


async def test_the_number_stays_and_the_queue_has_no_gaps_in_its_versions(day):
    await day.waiting(5)
    rows = day.world.rows(
        "SELECT data FROM ledger WHERE kind LIKE 'ticket.%' ORDER BY at, stream, seq"
    )
    import json

    assert [json.loads(row.data)["version"] for row in rows] == list(range(1, len(rows) + 1))


async def test_quiet_minutes_end_by_the_clock_or_a_tap(day):
    ((who, _),) = await day.waiting(1)
    called = await day.call()
    await day.talk(who, called.call_id)
    assert day.world.look(reads.quiet_until, who.person_id)
    ticket_id = await day.join(who)
    with pytest.raises(queue_refusals.NobodyFree):
        await day.call()
    await day.world.do(EndQuiet(), who)
    assert (await day.call()).ticket_id == ticket_id
    await day.world.do(QuietOver(person_id=who.person_id))
