"""Who waits by telephone is not harmed by a recruiter's whim, nor harms a stranger by it."""

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.booths import DutyStart
from fair.contract.people import ChangeNumber
from fair.contract.queue import FreeTicket, NotThere
from fair.contract.rooms import CancelCall, RingOut
from fair.decisions import NotAllowed
from tests.queue.day import Day
from tests.queue.test_desk import pass_by
from tests.queue.test_queue_pages import read
from tests.queue.test_telephone import day, phoned, texts

__all__ = ["day"]


async def test_calling_and_calling_off_again_and_again_sends_no_storm_of_texts(day: Day) -> None:
    _, called = await phoned(day)
    for _ in range(5):
        await day.world.do(CancelCall(call_id=called.call_id), day.scene.recruiter)
        called = await day.call()
    assert len(texts(day, "phones")) <= 2  # once in five minutes, and those may just have begun


async def test_who_did_not_dial_cannot_say_that_nobody_answered(day: Day) -> None:
    _, called = await phoned(day)
    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.colleague)
    with pytest.raises(NotAllowed):
        await day.world.do(NotThere(ticket_id=called.ticket_id), day.scene.colleague)
    assert day.ticket(called.ticket_id).state == "called"


async def test_however_often_a_recruiter_says_nothing_the_place_stays_in_the_line(day: Day) -> None:
    _, called = await phoned(day)
    for _ in range(4):
        pass_by(day, 181)
        await day.world.do(RingOut(call_id=called.call_id))
        ticket = day.ticket(called.ticket_id)
        assert (ticket.state, ticket.held) == ("waiting", "unreached")
        await day.world.do(FreeTicket(ticket_id=ticket.id))
        called = await day.call()
    assert day.world.look(verify_rows).differences == []


async def test_who_is_said_not_to_have_answered_hears_it_without_a_page(day: Day) -> None:
    _, called = await phoned(day)
    await day.world.do(NotThere(ticket_id=called.ticket_id), day.scene.recruiter)
    (told,) = texts(day, "unheard")
    assert "Mei says that nobody answered at 138••••0001" in told
    assert "Your place is kept" in told


async def test_who_writes_down_another_number_while_it_rings_has_no_stranger_phoned(
    day: Day,
) -> None:
    who, called = await phoned(day)
    await day.world.do(ChangeNumber(phone="139 0000 0009"), who)
    assert "+8613900000009" not in await read(day, "recruiter", f"/calls/{called.call_id}")
