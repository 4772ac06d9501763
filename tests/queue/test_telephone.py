"""Who chose the telephone is phoned, and loses nothing by it."""

from typing import Any

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.people import WithdrawConsent
from fair.contract.queue import (
    CallNext,
    ChooseTelephone,
    LeaveQueue,
    NotThere,
    ReturnToQueue,
)
from fair.contract.rooms import (
    AnswerCall,
    DeclineCall,
    HangUp,
    RingOut,
    SeekerGone,
    ShowCall,
    TakeLeg,
)
from fair.contract.rooms_medium import TalkInstead, TelephoneAnswered, TypeInstead
from fair.contract.rooms_microphone import TryMicrophone
from fair.decisions import NotAllowed, Refusal, WrongState
from fair.interviews import reads as interviews
from fair.people import person_store
from fair.rooms import call_reads
from fair.tickets.refusals import NoNumber
from tests.queue.day import Day, a_day
from tests.queue.test_desk import pass_by
from tests.queue.test_queue_pages import read
from tests.world import World

NUMBER = "+8613812340001"


@pytest.fixture
async def day(world: World) -> Day:
    return await a_day(world)


def texts(day: Day, dedupe: str) -> list[str]:
    found = day.world.rows(f"SELECT recipient, text FROM signal WHERE dedupe LIKE '{dedupe}:%'")
    return [row.text for row in found]


async def phoned(day: Day) -> tuple[Any, Any]:
    """Return who waits first, by telephone, and the call that dials their number."""
    who = await day.seeker()
    await day.join(who, phone_first=True)
    return who, await day.call()


async def test_a_talk_by_telephone_is_an_interview_like_any_other(day: Day) -> None:
    who, called = await phoned(day)
    page, mei = f"/calls/{called.call_id}", day.scene.recruiter
    await day.world.do(TelephoneAnswered(call_id=called.call_id), mei)
    await day.world.do(TelephoneAnswered(call_id=called.call_id), mei)  # a second tap
    assert day.ticket(called.ticket_id).state == "talking"
    (talk,) = day.world.look(interviews.interviews_of_booth, day.booth_id)
    assert (talk.state, talk.call_id) == ("talking", called.call_id)
    assert "How does it end?" in await read(day, "recruiter", page)
    pass_by(day, 240)
    await day.world.do(HangUp(call_id=called.call_id), who)

    (talk,) = day.world.look(interviews.interviews_of_booth, day.booth_id)
    assert talk.state == "owed"
    assert 239 <= talk.talk_s <= 250
    assert day.ticket(called.ticket_id).state == "served"
    assert "The employer answers by" in await read(day, who, page)
    assert day.world.look(verify_rows).differences == []


async def test_the_number_is_shown_to_who_called_alone_and_until_the_talk_is_over(day: Day) -> None:
    who, called = await phoned(day)
    page, mei = f"/calls/{called.call_id}", day.scene.recruiter
    async with day.world.web(day.scene.tokens["recruiter"]) as web:
        assert f'href="tel:{NUMBER}"' in (await web.get(page)).text
    assert NUMBER not in await read(day, who, page)
    assert NUMBER not in await read(day, "recruiter", f"/desk/{day.booth_id}")
    for token in (day.scene.tokens["colleague"], day.scene.tokens["stranger"]):
        async with day.world.web(token) as web:
            for path in (page, f"{page}/now"):
                assert (await web.get(path)).status_code == 403
    await day.world.do(TelephoneAnswered(call_id=called.call_id), mei)
    assert NUMBER in await read(day, "recruiter", page)  # a line that broke is dialled again
    await day.world.do(HangUp(call_id=called.call_id), mei)
    assert NUMBER not in await read(day, "recruiter", page)
    assert NUMBER not in await read(day, "recruiter", f"/desk/{day.booth_id}")


async def test_who_takes_the_consent_back_while_it_rings_is_not_dialled(day: Day) -> None:
    who, called = await phoned(day)
    await day.world.do(WithdrawConsent(employer_id=day.scene.employer_id), who)
    assert NUMBER not in await read(day, "recruiter", f"/calls/{called.call_id}")


async def test_the_person_is_texted_which_number_rings_and_who_dials(day: Day) -> None:
    who = await day.seeker()
    await day.join(who, phone_first=True)
    await day.look()
    (warned,) = texts(day, "ready")
    assert "they phone you at 138••••0001" in warned
    assert "http" not in warned
    await day.call()
    (now,) = texts(day, "phones")
    assert "phones you now: Mei dials 138••••0001" in now
    assert "http" not in now


async def test_a_strangers_number_is_made_to_ring_by_nobody(day: Day) -> None:
    crook = await day.seeker(confirmed=False)
    assert "Confirm your number" in await read(day, crook, f"/booths/{day.booth_id}/queue")
    with pytest.raises(NoNumber):
        await day.join(crook, phone_first=True)
    ticket_id = await day.join(crook)
    with pytest.raises(NoNumber):
        await day.world.do(ChooseTelephone(ticket_id=ticket_id, first=True), crook)


async def test_nobody_answers_parks_however_often_and_never_lapses(day: Day) -> None:
    who, called = await phoned(day)
    for _ in range(4):
        await day.world.do(NotThere(ticket_id=called.ticket_id), day.scene.recruiter)
        ticket = day.ticket(called.ticket_id)
        assert (ticket.state, ticket.cause, ticket.misses) == ("parked", "not_there", 0)
        assert "Your place is kept" in await read(day, who, "/queues")
        await day.world.do(ReturnToQueue(ticket_id=ticket.id), who)
        assert day.ticket(ticket.id).phone_first
        called = await day.call()
    ended = day.world.rows("SELECT account_id, cause FROM call WHERE cause != ''")
    assert [tuple(row) for row in ended] == [
        (day.scene.recruiter.account_id, "not_there")
    ] * 4  # beside the recruiter who said so
    assert day.world.look(verify_rows).differences == []


async def test_a_recruiter_who_says_nothing_costs_the_person_nothing(day: Day) -> None:
    _, called = await phoned(day)
    pass_by(day, 181)
    await day.world.do(RingOut(call_id=called.call_id))
    ticket = day.ticket(called.ticket_id)
    assert (ticket.state, ticket.misses) == ("waiting", 0)
    assert "Nobody said how the telephone call went" in await read(
        day, "recruiter", f"/calls/{called.call_id}"
    )


async def test_not_now_is_said_on_the_page_while_the_telephone_rings(day: Day) -> None:
    who, called = await phoned(day)
    assert "phones you now" in await read(day, who, "/queues")
    await day.world.do(DeclineCall(call_id=called.call_id), who)
    assert day.ticket(called.ticket_id).state == "parked"


async def test_no_page_answers_a_telephone_nor_breaks_its_talk(day: Day) -> None:
    who, called = await phoned(day)
    mei = day.scene.recruiter
    async with day.world.web(day.tokens[who.person_id]) as web:
        assert (await web.get("/ring")).json()["call"] is None
    await day.world.do(ShowCall(call_id=called.call_id), who)
    assert day.world.look(call_reads.call, called.call_id).shown_at is None
    with pytest.raises(WrongState):
        await day.world.do(AnswerCall(call_id=called.call_id), who)
    for nobody in (who, day.scene.colleague, day.scene.stranger):
        with pytest.raises(NotAllowed):
            await day.world.do(TelephoneAnswered(call_id=called.call_id), nobody)
    await day.world.do(TelephoneAnswered(call_id=called.call_id), mei)
    for command, by in (
        (TakeLeg(call_id=called.call_id, tab="t1"), who),
        (TypeInstead(call_id=called.call_id), who),
        (TalkInstead(call_id=called.call_id), who),
        (SeekerGone(call_id=called.call_id), mei),
    ):
        with pytest.raises(Refusal):
            await day.world.do(command, by)
    async with day.world.web(day.tokens[who.person_id]) as web:
        assert "<call-stage" not in (await web.get(f"/calls/{called.call_id}")).text


async def test_a_ring_on_the_page_is_answered_by_no_telephone(day: Day) -> None:
    await day.waiting(1)
    called = await day.call()
    with pytest.raises(WrongState):
        await day.world.do(TelephoneAnswered(call_id=called.call_id), day.scene.recruiter)


async def test_the_telephone_is_chosen_and_left_on_the_ticket_at_no_cost(day: Day) -> None:
    (who, mine), (_, after) = await day.waiting(2)
    number = day.ticket(mine).number
    assert "Call me by telephone at 138••••0001" in await read(day, who, "/queues")
    await day.world.do(ChooseTelephone(ticket_id=mine, first=True), who)
    said = await read(day, who, "/queues")
    assert "They phone you at 138••••0001" in said
    assert "it rings here" not in said  # one sentence: no page rings
    assert "By telephone: you dial" in await read(day, "recruiter", f"/desk/{day.booth_id}")
    await day.world.do(ChooseTelephone(ticket_id=mine, first=False), who)
    ticket = day.ticket(mine)
    assert (ticket.number, ticket.state, ticket.phone_ok) == (number, "waiting", False)
    with pytest.raises(NotAllowed):
        await day.world.do(ChooseTelephone(ticket_id=after, first=True), who)
    called = await day.call()
    assert called.ticket_id == mine
    assert NUMBER not in await read(day, "recruiter", f"/calls/{called.call_id}")
    with pytest.raises(WrongState):
        await day.world.do(ChooseTelephone(ticket_id=mine, first=True), who)
    assert day.world.look(verify_rows).differences == []


async def test_whose_page_carries_no_voice_is_told_of_the_telephone(day: Day) -> None:
    ((who, _),) = await day.waiting(1)
    assert "Your page carries no voice" not in await read(day, who, "/queues")
    await day.world.do(TryMicrophone(verdict="thin"), who)
    assert "Your page carries no voice" in await read(day, who, "/queues")
    assert "Network too weak for a voice" in await read(day, "recruiter", f"/desk/{day.booth_id}")


async def test_without_a_number_nobody_is_phoned(day: Day) -> None:
    who = await day.seeker()
    ticket_id = await day.join(who)
    other = await day.seeker()
    dialled = await day.join(other, phone_first=True)
    for one in (who, other):
        await day.world.work(lambda work, one=one: person_store.let_go(work, one.person_id))
    with pytest.raises(NoNumber):
        await day.world.do(ChooseTelephone(ticket_id=ticket_id, first=True), who)
    await day.world.do(LeaveQueue(ticket_id=ticket_id), who)
    called = await day.call()
    assert called.ticket_id == dialled
    assert day.world.look(call_reads.call, called.call_id).medium == "voice"  # the page rings


async def test_the_recruiters_other_calls_wait_for_the_telephone(day: Day) -> None:
    _, called = await phoned(day)
    await day.waiting(1)
    with pytest.raises(Refusal):
        await day.world.do(CallNext(booth_id=day.booth_id), day.scene.recruiter)
    await day.world.do(TelephoneAnswered(call_id=called.call_id), day.scene.recruiter)
    with pytest.raises(Refusal):
        await day.world.do(CallNext(booth_id=day.booth_id), day.scene.recruiter)
