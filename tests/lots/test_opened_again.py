"""A booth that closes and opens again in one session: everybody stands as they stood."""

import pytest
from sqlalchemy import text

from fair.booths import reads as booths
from fair.contract.interviews import TellOfTelephone
from fair.contract.lots import MoveTicket
from fair.contract.queue import ChooseAfter, FreeTicket, PostponeTicket, ReturnToQueue
from fair.contract.rooms import DeclineCall, HangUp
from fair.glossary import Lane, TicketState
from fair.interviews import reads as interviews
from fair.queue import reads
from fair.tickets.refusals import AlreadyPostponed
from tests.lots.morning import wrong_rows
from tests.lots.test_carried import clock_runs, line, next_session, opens_again
from tests.lots.test_moving import falls_silent, later
from tests.queue.day import Day, a_day
from tests.queue.test_joining import post
from tests.queue.test_queue_pages import read
from tests.queue.test_telephone_held import hung_up
from tests.queue.test_ticket_says import says
from tests.reach.locked_phone import link_in, press, texted


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def mine(day, who):
    found = day.world.look(reads.live_ticket, who.person_id, day.booth_id)
    assert found
    return found


async def closes_and_opens(day):
    await day.close()
    await clock_runs(day)
    await opens_again(day)
    await clock_runs(day)


async def declined(day):
    """Return who said "not now" at the ring, and who waits behind."""
    (me, _), (other, _) = await day.waiting(2)
    called = await day.call()
    await day.world.do(DeclineCall(call_id=called.call_id), me)
    return me, other


async def test_who_said_not_now_is_not_rung_when_the_booth_opens_again(day):
    me, other = await declined(day)

    await closes_and_opens(day)

    assert mine(day, me).state is TicketState.PARKED
    assert (await says(day, me))[0].startswith("You asked us not to ring. Your place is kept.")
    assert [one.person_id for one in line(day)] == [other.person_id]
    told = texted(day, me.person_id)[-1]
    assert "Nobody rings you until you tap here" in told
    await press(day, link_in(told))
    assert [one.person_id for one in line(day)] == [other.person_id, me.person_id]
    assert wrong_rows(day.world) == []


async def test_who_chose_the_next_session_while_away_comes_back_by_an_own_tap(day):
    me, _ = await declined(day)
    await day.world.do(ChooseAfter(ticket_id=mine(day, me).id, choice="next"), me)
    await closes_and_opens(day)
    assert mine(day, me).state is TicketState.PARKED
    await day.world.do(ReturnToQueue(ticket_id=mine(day, me).id), me)
    assert mine(day, me).waits


async def test_who_said_not_now_waits_in_the_next_session_again(day):
    me, _ = await declined(day)
    await day.close()
    await next_session(day)
    await opens_again(day)
    assert mine(day, me).waits
    assert wrong_rows(day.world) == []


async def test_a_miss_is_still_one_after_closing_and_opening_again(day):
    ((me, _),) = await day.waiting(1)
    await day.warned_a_while_ago(mine(day, me).id)
    await day.rang_to_the_end((await day.call()).call_id)
    assert mine(day, me).misses == 1

    await closes_and_opens(day)

    assert (mine(day, me).state, mine(day, me).misses) == (TicketState.PARKED, 1)
    (sentence,) = await says(day, me)
    assert sentence.startswith("The recruiter rang and nobody was there. Your place is kept.")
    assert wrong_rows(day.world) == []


async def test_five_minutes_asked_for_go_on_over_a_closing_and_are_free_once(day):
    ((me, ticket_id),) = await day.waiting(1)
    await day.world.do(PostponeTicket(ticket_id=ticket_id), me)
    later(day, minutes=2)

    await closes_and_opens(day)

    ticket = mine(day, me)
    assert (ticket.held, ticket.postponed) == ("five", True)
    (left,) = day.world.rows(f"SELECT left_s FROM deadline WHERE ref = '{ticket.id}'")
    assert 170 < left.left_s < 181
    with pytest.raises(AlreadyPostponed):
        await day.world.do(PostponeTicket(ticket_id=ticket.id), me)
    await day.world.do(FreeTicket(ticket_id=ticket.id))
    assert not mine(day, me).held
    assert wrong_rows(day.world) == []


async def test_a_text_s_link_of_before_the_closing_leads_to_the_place_that_goes_on(day):
    ((me, _),) = await day.waiting(1)
    await day.look()
    link = link_in(texted(day, me.person_id)[-1])
    await closes_and_opens(day)

    page, _, _ = await press(day, link)

    assert "and your place is kept" in page.text
    assert mine(day, me).ready_at is not None


async def test_who_is_said_to_have_talked_by_telephone_is_asked_after_the_opening_too(day):
    me, _ = await hung_up(day)
    assert mine(day, me).unconfirmed

    await closes_and_opens(day)

    assert mine(day, me).unconfirmed
    assert "Is it so?" in await read(day, me, "/queues")
    (talk,) = day.world.look(interviews.interviews_of_booth, day.booth_id)
    await day.world.do(TellOfTelephone(interview_id=talk.id, word="denied"), me)
    assert mine(day, me).waits
    assert wrong_rows(day.world) == []


async def test_who_says_that_the_two_talked_has_used_the_place_up_after_the_opening_too(day):
    me, _ = await hung_up(day)
    await closes_and_opens(day)
    (talk,) = day.world.look(interviews.interviews_of_booth, day.booth_id)
    await day.world.do(TellOfTelephone(interview_id=talk.id, word="confirmed"), me)
    assert not day.world.look(reads.live_ticket, me.person_id, day.booth_id)


async def test_who_was_cut_off_at_a_silent_booth_takes_the_time_along_and_passes_nobody(day):
    other = await day.another_booth()
    assert day.world.look(booths.booth, other).open
    for booth_id in day.booths:
        await post(day, booth_id=booth_id)
    first = await day.seeker()
    await day.join(first, other)
    me = await day.seeker()
    ticket_id = await day.join(me)
    called = await day.call()
    await day.answer(me, called.call_id)
    await day.world.do(HangUp(call_id=called.call_id), me)
    assert day.ticket(ticket_id).lane is Lane.HANDED_ON
    await day.world.work(lambda work: work.write(text("DELETE FROM quiet")))
    await falls_silent(day)

    moved = await day.world.do(MoveTicket(ticket_id=ticket_id, booth_id=other), me)

    assert day.ticket(moved.ticket_id).lane is Lane.STANDARD
    order = [one.person_id for one in day.world.look(reads.in_order, other)]
    assert order == [first.person_id, me.person_id]
    assert wrong_rows(day.world) == []
