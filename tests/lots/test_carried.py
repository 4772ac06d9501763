"""Who is left at a closing goes on in the employer's next session; silence costs no place."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from fair.booths import reads as booths
from fair.booths.store import booth_table
from fair.contract.booths import BoothOpen, DutyStart
from fair.contract.people import WithdrawConsent
from fair.contract.programme import CloseFair, OpenFair
from fair.contract.programme_halls import AddSession, OpenSession
from fair.contract.queue import ChooseAfter, LeaveQueue, ReturnToQueue
from fair.contract.rooms import DeclineCall
from fair.days import typed_of
from fair.db import utc_now
from fair.decisions import NotAllowed, WrongState
from fair.desk.phoning import due_at
from fair.glossary import Lane
from fair.programme import reads as programme
from fair.queue import lane_writes, reads
from fair.queue.facts import TicketParked
from fair.queue.line_writes import settle
from fair.tickets import carrying
from fair.tickets import ticket as rules
from fair.tickets.lifting import HANDED_ON
from fair.tickets.refusals import NoNumber
from fair.tickets.ticket import rank_of
from tests.booths.scene import seen
from tests.lots.morning import a_morning, wrong_rows
from tests.queue.day import Day, a_day
from tests.queue.test_ticket_rules import P, W, X, a_ticket
from tests.reach.locked_phone import texted


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def opens_again(day, booth_id=""):
    await day.world.do(BoothOpen(booth_id=booth_id or day.booth_id), day.scene.recruiter)


def line(day):
    return [day.ticket(one.ticket_id) for one in day.world.look(reads.in_order, day.booth_id)]


async def clock_runs(day):
    while await day.world.server.leader.fire(utc_now()):
        pass


async def test_silence_never_costs_a_person_a_place(day):
    people = await day.waiting(3)
    called = await day.call()
    await day.world.do(DeclineCall(call_id=called.call_id), people[0][0])
    assert day.ticket(people[0][1]).state is P
    await day.close()
    await clock_runs(day)
    assert {day.ticket(one).choice for _, one in people} == {"carried"}

    await next_session(day)
    await opens_again(day)
    await clock_runs(day)
    assert [one.person_id for one in line(day)] == [who.person_id for who, _ in people]
    assert [one.after_id for one in line(day)] == [one for _, one in people]
    for who, _ in people:
        told = "\n".join(texted(day, who.person_id))
        assert told.count("Your place is kept for their next session") == 1
        assert told.count("calls people again, and your place is kept") == 1
    assert wrong_rows(day.world) == []


async def next_session(day):
    """Let another session of the fair run from now on."""
    zone = day.world.look(programme.fair, day.scene.fair_id).zone
    begins = utc_now() + timedelta(minutes=30)
    planned = AddSession(
        fair_id=day.scene.fair_id,
        opens_at=typed_of(begins, zone),
        closes_at=typed_of(begins + timedelta(hours=1), zone),
    )
    made = await day.world.do(planned, day.scene.organiser)
    await day.world.do(OpenSession(session_id=made.session_id), day.scene.organiser)


async def test_carried_tickets_alternate_one_for_one_with_new_numbers(day):
    old = [who.person_id for who, _ in await day.waiting(3)]
    await day.close()
    await next_session(day)
    await opens_again(day)
    new = [who.person_id for who, _ in await day.waiting(4)]
    assert [one.person_id for one in line(day)] == [
        old[0], new[0], old[1], new[1], old[2], new[2], new[3],
    ]  # fmt: skip
    calls = [(await day.call()).ticket_id]
    assert day.ticket(calls[0]).person_id == old[0]
    assert not day.world.rows("select id from overtake")


async def test_who_stands_at_a_booth_yet_to_open_reads_that_carried_places_take_turns(day):
    old = [who.person_id for who, _ in await day.waiting(2)]
    await day.close()
    await next_session(day)
    yet_to_open = update(booth_table).where(booth_table.c.id == day.booth_id).values(cause=None)
    await day.world.work(lambda work: work.write(yet_to_open))
    new = await day.waiting(3)

    await opens_again(day)

    ids = [who.person_id for who, _ in new]
    assert [one.person_id for one in line(day)] == [old[0], ids[0], old[1], ids[1], ids[2]]
    went = [day.world.look(reads.went_before, day.ticket(one)) for _, one in new]
    assert went == [{"carried": 1}, {"carried": 2}, {"carried": 2}]
    page = await seen(day.scene, "/queues", day.tokens[ids[2]])
    assert "2 have places from an earlier session: those take turns with new numbers." in page
    assert not any(day.world.look(reads.went_before, one) for one in line(day) if one.after_id)
    assert wrong_rows(day.world) == []


async def test_a_carried_place_that_is_left_wins_no_better_one_by_joining_anew(day):
    old = [who for who, _ in await day.waiting(3)]
    await day.close()
    await next_session(day)
    await opens_again(day)
    last = day.world.look(reads.live_ticket, old[-1].person_id, day.booth_id)
    await day.world.do(LeaveQueue(ticket_id=last.id), old[-1])
    await day.join(old[-1])
    new = [who.person_id for who, _ in await day.waiting(1)]

    places = [one.person_id for one in line(day)]

    assert places.index(old[-1].person_id) == len(places) - 1
    assert places.index(new[0]) == len(places) - 2
    assert wrong_rows(day.world) == []


async def test_closing_and_opening_again_in_a_session_lets_nobody_in_between(day):
    old = [who for who, _ in await day.waiting(4)]
    await day.close()
    await opens_again(day)
    new = [who.person_id for who, _ in await day.waiting(2)]
    assert [one.person_id for one in line(day)] == [*(one.person_id for one in old), *new]

    last = day.world.look(reads.live_ticket, old[-1].person_id, day.booth_id)
    await day.world.do(LeaveQueue(ticket_id=last.id), old[-1])
    await day.join(old[-1])
    assert line(day)[-1].person_id == old[-1].person_id
    assert wrong_rows(day.world) == []


async def test_a_place_is_at_its_booth_and_the_sister_booth_takes_nobody(day):
    sister = await day.another_booth(opens=False)
    employer = day.world.look(booths.booth, day.booth_id).employer_id
    await day.world.work(
        lambda work: work.write(
            update(booth_table).where(booth_table.c.id == sister).values(employer_id=employer)
        )
    )
    old = [who.person_id for who, _ in await day.waiting(2)]
    await day.close()

    await day.world.do(DutyStart(booth_id=sister), day.scene.colleague)
    await day.world.do(BoothOpen(booth_id=sister), day.scene.colleague)
    assert not day.world.look(reads.in_order, sister)
    await opens_again(day)
    assert [one.person_id for one in line(day)] == old


def test_of_two_booths_each_one_s_people_go_on_at_the_one_in_its_place():
    there = ["a", "b", "c"]
    assert carrying.goes_on_at(["x", "y", "z"], "y", there) == ["b"]
    assert carrying.goes_on_at(["x", "y"], "y", there) == ["b", "c"]
    assert carrying.goes_on_at(["x"], "x", there) == there
    assert carrying.goes_on_at(["x", "y"], "y", ["a"]) == []


async def test_the_promised_colleague_is_kept_over_a_closing(day):
    ((_, ticket_id),) = await day.waiting(1)
    colleague = day.scene.colleague.account_id
    await day.world.work(
        lambda work: lane_writes.put(
            work, day.ticket(ticket_id), Lane.HANDED_ON, HANDED_ON, colleague
        )
    )
    await day.close()
    await opens_again(day)

    (mine,) = line(day)
    assert (mine.lane, mine.meant_for) == (Lane.HANDED_ON, colleague)
    assert wrong_rows(day.world) == []


def test_who_joined_before_the_opening_and_who_is_carried_alternate():
    ranks = carrying.carried_ranks(4, [1, 2], 7)
    numbers = [rank_of(one) for one in (1, 2, 7, 8)]
    assert [rank < number for rank, number in zip(ranks, numbers, strict=True)] == [True] * 4
    assert sorted([*ranks, *numbers])[::2] == ranks


async def test_at_last_call_each_who_is_left_chooses_next_session_phone_me_or_leave(day):
    (next_, a), (phone, b), (leave, c) = await day.waiting(3)
    await day.close()
    for who, one, choice in ((next_, a, "next"), (phone, b, "phone_me"), (leave, c, "leave")):
        await day.world.do(ChooseAfter(ticket_id=one, choice=choice), who)
        with pytest.raises(WrongState):
            await day.world.do(ChooseAfter(ticket_id=one, choice="phone_me"), who)
    with pytest.raises(NotAllowed):
        await day.world.do(ChooseAfter(ticket_id=a, choice="leave"), leave)
    assert [one.id for one in day.world.look(reads.to_phone, [day.booth_id])] == [b]
    await opens_again(day)
    assert [one.person_id for one in line(day)] == [next_.person_id]
    assert wrong_rows(day.world) == []


async def test_who_waits_may_choose_before_the_closing_and_is_called_all_the_same(day):
    (me, mine), (other, theirs) = await day.waiting(2)
    await day.world.do(ChooseAfter(ticket_id=mine, choice="phone_me"), me)
    await day.world.do(ChooseAfter(ticket_id=theirs, choice="phone_me"), other)
    assert day.world.look(reads.to_phone, [day.booth_id]) == ()
    called = await day.call()
    assert called.ticket_id == mine
    await day.talk(me, called.call_id)
    await day.close()
    assert [one.id for one in day.world.look(reads.to_phone, [day.booth_id])] == [theirs]
    assert wrong_rows(day.world) == []


async def test_the_desk_of_a_closed_booth_names_who_is_to_be_phoned_with_a_link(day):
    ((who, mine),) = await day.waiting(1)
    await day.world.do(ChooseAfter(ticket_id=mine, choice="phone_me"), who)
    await day.close()
    async with day.world.web(day.scene.tokens["recruiter"]) as web:
        desk = (await web.get(f"/desk/{day.booth_id}")).text
    assert "1 person is to be phoned" in desk
    assert 'href="/desk/people#phone"' in desk


async def test_phone_me_needs_a_number_that_was_confirmed(day):
    """A crook types a stranger's number: nobody rings it."""
    who = await day.seeker(confirmed=False)
    ticket = await day.join(who)
    with pytest.raises(NoNumber):
        await day.world.do(ChooseAfter(ticket_id=ticket, choice="phone_me"), who)
    await day.close()
    with pytest.raises(NoNumber):
        await day.world.do(ChooseAfter(ticket_id=ticket, choice="phone_me"), who)
    assert day.world.look(reads.to_phone, [day.booth_id]) == ()


async def test_nobody_ends_without_a_choice_and_the_report_counts_them(day):
    people = await day.waiting(4)
    await day.world.do(ChooseAfter(ticket_id=people[0][1], choice="next"), people[0][0])
    await day.world.do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)
    await day.world.do(ChooseAfter(ticket_id=people[1][1], choice="leave"), people[1][0])
    counts = day.world.look(reads.closing_choices, day.scene.fair_id)
    assert counts == {"next": 1, "leave": 1, "carried": 2}


async def test_who_waited_at_a_booth_that_never_opened_is_carried_when_the_fair_closes(world):
    day = await a_morning(world)
    me = await day.seeker()
    mine = await day.join(me)
    await world.do(OpenFair(fair_id=day.scene.fair_id), day.scene.organiser)
    await world.do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)
    assert (day.ticket(mine).state, day.ticket(mine).choice) == (X, "carried")
    assert wrong_rows(world) == []


async def test_who_took_the_consent_back_is_not_carried(day):
    (me, _), (other, _) = await day.waiting(2)
    await day.close()
    await day.world.do(WithdrawConsent(employer_id=day.scene.employer_id), me)
    await opens_again(day)
    assert [one.person_id for one in line(day)] == [other.person_id]


async def test_nobody_is_carried_twice_and_a_place_goes_on_from_session_to_session(day):
    ((me, mine),) = await day.waiting(1)
    await day.close()
    await opens_again(day)
    await day.close()
    await opens_again(day)
    (last,) = line(day)
    middle = day.ticket(last.after_id)
    assert (last.person_id, middle.after_id) == (me.person_id, mine)
    with pytest.raises(WrongState):
        await day.world.do(ChooseAfter(ticket_id=mine, choice="phone_me"), me)


async def test_who_is_carried_and_comes_back_from_parking_gains_no_place_by_it(day):
    await day.waiting(3)
    await day.close()
    await opens_again(day)
    await day.waiting(3)
    last = [one for one in line(day) if one.after_id][-1]
    stands = [one.id for one in line(day)]
    who = day.actor(last.person_id)
    await day.world.work(
        lambda work: settle(
            work, last, rules.park(last, "declined"), TicketParked, cause="declined"
        )
    )
    await day.world.do(ReturnToQueue(ticket_id=last.id), who)
    assert [one.id for one in line(day)] == stands


def test_a_number_not_drawn_yet_is_no_place_and_the_carried_one_holds():
    drawn, undrawn = a_ticket(W, rank=rank_of(3)), a_ticket(W, rank=7, undrawn=True)
    assert carrying.go_on(drawn, "old", rank_of(5)).rank == rank_of(3)
    goes_on = carrying.go_on(undrawn, "old", rank_of(5))
    assert (goes_on.rank, goes_on.undrawn) == (rank_of(5), False)


def test_phone_me_is_due_by_the_end_of_the_next_working_day():
    friday = datetime(2026, 11, 27, 8, tzinfo=UTC)  # 16:00 in Shanghai
    ticket = a_ticket(X, choice="phone_me", ended_at=friday)
    assert due_at(ticket, "Asia/Shanghai") == datetime(2026, 11, 30, 10, tzinfo=UTC)
    later = a_ticket(X, choice="phone_me", ended_at=friday, chosen_at=friday + timedelta(days=4))
    assert due_at(later, "Asia/Shanghai") == datetime(2026, 12, 2, 10, tzinfo=UTC)
