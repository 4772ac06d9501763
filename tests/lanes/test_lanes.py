"""Handed on by a colleague, asked first; priority by a published rule, and nobody reads whose."""

from datetime import timedelta

import pytest

from fair.board.rows_reads import verify_rows
from fair.booths.refusals import NotYourBooth
from fair.contract.booths import BoothClose, BoothPause, DutyEnd, DutyStart
from fair.contract.lanes import (
    AnswerHandOn,
    EndPriority,
    GrantPriority,
    HandOn,
    HandOnOver,
    PublishCriteria,
)
from fair.contract.people import Erase
from fair.contract.programme_halls import AddSession, EndSession, OpenSession
from fair.contract.queue import CallNext, ReturnToQueue
from fair.contract.rooms import DeclineCall
from fair.days import typed_of
from fair.db import utc_now
from fair.decisions import NotAllowed, WrongState
from fair.glossary import HandingState, Lane, TicketState
from fair.lanes import reads, refusals
from fair.programme import reads as programme
from fair.queue import reads as queue
from fair.queue.reads import went_before
from fair.screening.refusals import FeeAsked
from tests.booths.scene import seen
from tests.queue.day import Day, a_day
from tests.values import some


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def in_a_talk(day):
    """Let somebody talk at the booth; return who, their ticket and the call."""
    who = await day.seeker()
    ticket = await day.join(who)
    call = (await day.call()).call_id
    await day.answer(who, call)
    return who, ticket, call


async def asked(day, ticket, account_id, why="The night shift", by=None):
    command = HandOn(ticket_id=ticket, account_id=account_id, why=why)
    return (await day.world.do(command, by or day.scene.recruiter)).handing_id


def state(day, handing_id):
    [row] = day.world.rows(f"select state from handing where id = '{handing_id}'")
    return HandingState(row.state)


# --- handed on -----------------------------------------------------------------------------------


async def test_handed_on_to_another_booth_of_the_employer_the_person_stands_ahead_of_its_line(day):
    other = await day.another_booth()
    (_, first), (_, second) = [
        (one, await day.join(one, other)) for one in [await day.seeker(), await day.seeker()]
    ]
    who, ticket, call = await in_a_talk(day)
    handing = await asked(day, ticket, day.recruiter_of(other).account_id)
    assert [one.ticket_id for one in day.world.look(queue.in_order, other)] == [first, second]

    await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)

    mine = day.world.look(queue.live_ticket, who.person_id, other)
    assert mine.lane is Lane.HANDED_ON
    order = [one.ticket_id for one in day.world.look(queue.in_order, other)]
    assert order == [mine.id, first, second]
    assert day.world.look(went_before, day.ticket(first)) == {"handed_on": 1}
    await day.talk_over(who, call)
    called = await day.world.do(CallNext(booth_id=other), day.recruiter_of(other))
    assert called.ticket_id == mine.id  # and no two quiet minutes stand in the way


async def test_handed_on_to_a_colleague_at_the_same_booth_the_talk_ends_first(day):
    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.colleague)
    who, ticket, call = await in_a_talk(day)
    _, other = (await day.waiting(1))[0]
    handing = await asked(day, ticket, day.scene.colleague.account_id)

    await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)
    assert state(day, handing) is HandingState.AGREED
    await day.talk_over(who, call)

    assert state(day, handing) is HandingState.GONE
    mine = day.world.look(queue.live_ticket, who.person_id, day.booth_id)
    assert [one.ticket_id for one in day.world.look(queue.in_order, day.booth_id)] == [
        mine.id,
        other,
    ]
    called = await day.world.do(CallNext(booth_id=day.booth_id), day.scene.colleague)
    assert called.ticket_id == mine.id


async def test_nobody_is_moved_a_no_or_no_answer_changes_nothing(day):
    other = await day.another_booth()
    who, ticket, _ = await in_a_talk(day)
    to = day.recruiter_of(other).account_id
    first = await asked(day, ticket, to)
    with pytest.raises(refusals.AskedAlready):
        await asked(day, ticket, to)

    await day.world.do(HandOnOver(handing_id=first))
    second = await asked(day, ticket, to)
    await day.world.do(AnswerHandOn(handing_id=second, go=False), who)

    assert (state(day, first), state(day, second)) == (HandingState.OVER, HandingState.REFUSED)
    assert day.world.look(queue.live_ticket, who.person_id, other) is None
    for one, says in ((first, refusals.QuestionOver), (second, WrongState)):
        with pytest.raises(says):
            await day.world.do(AnswerHandOn(handing_id=one, go=True), who)


async def test_who_said_no_or_never_answers_is_not_asked_again_and_again(day):
    other = await day.another_booth()
    to = day.recruiter_of(other).account_id
    who, ticket, call = await in_a_talk(day)
    said_no = await asked(day, ticket, to)
    await day.world.do(AnswerHandOn(handing_id=said_no, go=False), who)
    with pytest.raises(refusals.AskedEnough):
        await asked(day, ticket, to)
    await day.talk_over(who, call)

    _, silent, _ = await in_a_talk(day)
    for _ in range(2):
        await day.world.do(HandOnOver(handing_id=await asked(day, silent, to)))
    with pytest.raises(refusals.AskedEnough):
        await asked(day, silent, to)


async def test_nobody_is_led_outside_by_the_line_of_why(day):
    other = await day.another_booth()
    who, ticket, _ = await in_a_talk(day)
    await asked(day, ticket, day.recruiter_of(other).account_id, why="加我微信 abc12345")
    assert "abc12345" not in await seen(day.scene, "/queues", day.tokens[who.person_id])


async def test_who_may_not_hand_on_does_not_and_nobody_answers_for_the_person(day):
    other = await day.another_booth()
    who, ticket, _ = await in_a_talk(day)
    waits, elsewhere = (await day.waiting(1))[0]
    to = day.recruiter_of(other).account_id

    with pytest.raises(NotYourBooth):  # another employer's recruiter
        await asked(day, ticket, to, by=day.scene.stranger)
    with pytest.raises(refusals.ColleagueNotThere):  # to somebody of another employer, off duty
        await asked(day, ticket, day.scene.stranger.account_id)
    with pytest.raises(WrongState):  # who has not talked yet
        await asked(day, elsewhere, to)
    with pytest.raises(FeeAsked):
        await asked(day, ticket, to, why="先交押金三百元")
    handing = await asked(day, ticket, to)
    with pytest.raises(NotAllowed):
        await day.world.do(AnswerHandOn(handing_id=handing, go=True), waits)
    await day.world.do(DutyEnd(booth_id=other), day.recruiter_of(other))
    with pytest.raises(refusals.NobodyTakesYou):
        await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)


async def test_the_person_reads_who_asks_and_about_what_and_the_desk_whom_it_can_ask(day):
    other = await day.another_booth()
    who, ticket, call = await in_a_talk(day)
    page = await seen(day.scene, f"/calls/{call}", "recruiter")
    assert "Hand on to a colleague" in page

    await asked(day, ticket, day.recruiter_of(other).account_id, why="The night shift")

    mine = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert "of the same company would like to talk with you" in mine
    assert "The night shift" in mine
    assert "is asked whether they go on" in await seen(day.scene, f"/calls/{call}", "recruiter")


# --- priority ------------------------------------------------------------------------------------


async def granted(day, who, criterion="pregnant"):
    fair_id = day.scene.fair_id
    await day.world.do(
        PublishCriteria(fair_id=fair_id, criteria=("pregnant", "travels_today")),
        day.scene.organiser,
    )
    command = GrantPriority(fair_id=fair_id, person_id=who.person_id, criterion=criterion)
    return (await day.world.do(command, day.scene.organiser)).priority_id


async def test_priority_is_granted_on_a_published_criterion_only_and_once(day):
    who = await day.seeker()
    command = GrantPriority(
        fair_id=day.scene.fair_id, person_id=who.person_id, criterion="disabled"
    )
    with pytest.raises(refusals.CriterionUnpublished):
        await day.world.do(command, day.scene.organiser)
    await granted(day, who)
    with pytest.raises(refusals.HasPriority):
        await granted(day, who, "travels_today")
    with pytest.raises(NotAllowed):
        await day.world.do(command, day.scene.recruiter)


async def test_who_has_priority_stands_in_its_lane_at_most_one_call_in_five(day):
    others = [ticket for _, ticket in await day.waiting(8)]
    several = [await day.seeker() for _ in range(3)]
    tickets = [await day.join(one) for one in several]
    for one in several:
        await granted(day, one)

    lanes = [one.lane for one in day.world.look(queue.in_order, day.booth_id)]

    assert day.ticket(tickets[0]).lane is Lane.PRIORITY
    assert lanes[0] is Lane.PRIORITY
    for start in range(len(others) - 4):
        assert lanes[start : start + 5].count(Lane.PRIORITY) <= 1


async def test_it_holds_where_the_person_joins_later_and_comes_back(day):
    who = await day.seeker()
    await granted(day, who)
    await day.waiting(1)
    ticket = await day.join(who)
    assert day.ticket(ticket).lane is Lane.PRIORITY
    call = await day.call()
    assert call.ticket_id == ticket

    await day.world.do(DeclineCall(call_id=call.call_id), who)
    assert day.ticket(ticket).state is TicketState.PARKED
    await day.world.do(ReturnToQueue(ticket_id=ticket), who)

    assert day.ticket(ticket).lane is Lane.PRIORITY


async def test_those_before_read_that_one_has_priority_and_nobody_but_the_person_reads_why(day):
    (first, before), *_ = await day.waiting(2)
    who = await day.seeker()
    ticket = await day.join(who)
    await granted(day, who)
    assert (await day.call()).ticket_id == ticket

    theirs = await seen(day.scene, "/queues", day.tokens[first.person_id])
    desk = await seen(day.scene, f"/desk/{day.booth_id}", "recruiter")
    mine = await seen(day.scene, "/queues", day.tokens[who.person_id])

    assert day.world.look(went_before, day.ticket(before)) == {"priority": 1}
    assert "has priority by the organiser" in theirs
    for page in (theirs, desk):
        assert "pregnant" not in page
    assert "pregnant" in mine
    ledger = day.world.rows("select data from ledger where kind like 'priority.granted'")
    assert all("pregnant" not in str(row.data) for row in ledger)


async def test_priority_taken_back_leaves_the_place(day):
    await day.waiting(2)
    who = await day.seeker()
    ticket = await day.join(who)
    priority = await granted(day, who)
    assert day.world.look(queue.in_order, day.booth_id)[0].ticket_id == ticket

    await day.world.do(EndPriority(priority_id=priority, reason="mistake"), day.scene.organiser)

    assert day.ticket(ticket).lane is Lane.STANDARD
    assert day.world.look(queue.in_order, day.booth_id)[2].ticket_id == ticket
    with pytest.raises(WrongState):
        await day.world.do(EndPriority(priority_id=priority, reason="mistake"), day.scene.organiser)


async def test_after_an_erasure_no_criterion_and_no_line_is_kept_and_the_ledger_holds(day):
    other = await day.another_booth()
    who, ticket, _ = await in_a_talk(day)
    await granted(day, who)
    handing = await asked(day, ticket, day.recruiter_of(other).account_id)
    await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)
    found = day.world.look(verify_rows)
    assert [str(one) for one in found.differences] == []

    await day.world.do(Erase(sure="yes"), who)

    assert day.world.rows("select why from handing where why <> ''") == []
    assert day.world.rows("select criterion from priority where criterion <> ''") == []
    found = day.world.look(verify_rows)
    assert [str(one) for one in found.differences] == []


async def test_the_fair_says_its_rule_to_everybody_and_the_organiser_who_has_it(day):
    who = await day.seeker()
    await granted(day, who)

    assert "Called before others" in await seen(day.scene, f"/fairs/{day.scene.fair_id}", "")
    manage = await seen(day.scene, f"/organise/fairs/{day.scene.fair_id}", "organiser")
    assert "Take priority back" in manage
    assert "Has priority" in await seen(day.scene, "/organise/people", "organiser")
    assert day.world.look(reads.criteria, day.scene.fair_id) == ("pregnant", "travels_today")


# --- a question ends with the booth --------------------------------------------------------------


async def asked_over(day):
    """Let somebody be asked over to the booth beside; return who, the question and that booth."""
    other = await day.another_booth()
    who, ticket, _ = await in_a_talk(day)
    handing = await asked(day, ticket, day.recruiter_of(other).account_id)
    return who, handing, other


async def test_a_question_to_go_on_is_gone_with_the_booth_that_asked_and_says_so(day):
    who, handing, other = await asked_over(day)

    await day.world.do(BoothClose(booth_id=other, reason="agreed"), day.scene.organiser)

    assert state(day, handing) is HandingState.OVER
    page = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert "would like to talk with you" not in page
    with pytest.raises(refusals.QuestionOver, match="your places are kept"):
        await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)
    assert day.world.look(verify_rows).differences == []


async def test_a_question_to_go_on_does_not_outlive_its_session(day):
    fair = some(day.world.look(programme.fair, day.scene.fair_id))
    now = utc_now()
    hours = {
        name: typed_of(at, fair.zone)
        for name, at in (("opens_at", now), ("closes_at", now + timedelta(minutes=30)))
    }
    added = AddSession(fair_id=fair.id, **hours)
    session = (await day.world.do(added, day.scene.organiser)).session_id
    await day.world.do(OpenSession(session_id=session), day.scene.organiser)
    _, handing, _ = await asked_over(day)

    await day.world.do(EndSession(session_id=session), day.scene.organiser)

    assert state(day, handing) is HandingState.OVER


async def test_who_says_yes_to_a_booth_on_a_break_is_spoken_to_as_a_seeker(day):
    who, handing, other = await asked_over(day)
    await day.world.do(BoothPause(booth_id=other), day.recruiter_of(other))

    with pytest.raises(refusals.NobodyTakesYou) as said:
        await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)

    assert "of yours" not in str(said.value)
    assert "Choose another" not in str(said.value)
    assert state(day, handing) is HandingState.ASKED
