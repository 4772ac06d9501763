"""Calling: in order, once, by whom it may; what each end of a ring and of a talk does."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError

from fair.booths.refusals import NotYourBooth, OffDuty
from fair.contract.booths import BoothPause, DutyEnd, DutyStart
from fair.contract.interviews import AnswerRanOut, ConcludeInterview
from fair.contract.queue import (
    CallByName,
    CallNext,
    ChooseAfter,
    FreeTicket,
    LookAtQueue,
    NotThere,
    Phoned,
    ReturnToQueue,
)
from fair.contract.rooms import CancelCall, DeclineCall, HangUp, PostponeCall, RingOut
from fair.decisions import NotAllowed, Refusal, SignInFirst, WrongState
from fair.glossary import Outcome, Role
from fair.interviews import forecast_reads
from fair.interviews import reads as interview_reads
from fair.interviews import refusals as interviews_refusals
from fair.interviews import writes as interviews_writes
from fair.interviews.store import interview_table
from fair.queue import line_store, reads
from fair.queue.reads import in_order, went_before
from fair.queue.store import ticket_table
from fair.rooms.refusals import AlreadyCalling
from fair.tickets import refusals as queue_refusals
from tests.booths.scene import staff
from tests.queue.day import Day, a_day


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def test_the_first_in_line_is_rung(day):
    (_, first), (_, second) = await day.waiting(2)
    called = await day.call()
    assert called.ticket_id == first
    assert day.ticket(first).state == "called"
    assert day.ticket(first).call_id == called.call_id
    assert day.ticket(second).state == "waiting"


async def test_nobody_calls_off_duty_or_at_another_booth_or_an_empty_one(day):
    with pytest.raises(queue_refusals.NobodyWaits):
        await day.call()
    await day.waiting(1)
    before = day.everything()
    with pytest.raises(OffDuty):
        await day.call(day.scene.colleague)
    with pytest.raises(NotYourBooth):
        await day.call(day.scene.stranger)
    await day.world.do(DutyEnd(booth_id=day.booth_id), day.scene.recruiter)
    with pytest.raises(OffDuty):
        await day.call()
    for command in ("ticket", "queue", "interview"):
        assert day.world.rows(f"SELECT count(*) FROM {command}")
    assert day.everything()[0] == before[0]


async def test_a_paused_booth_calls_nobody(day):
    await day.waiting(1)
    await day.world.do(BoothPause(booth_id=day.booth_id), day.scene.recruiter)
    with pytest.raises(queue_refusals.OpenBoothFirst):
        await day.call()


@pytest.mark.parametrize("role", [Role.SEEKER, Role.ORGANISER, Role.VISITOR])
async def test_only_recruiters_call(day, role):
    from fair.decisions import Actor

    with pytest.raises((NotAllowed, SignInFirst)):
        await day.world.do(CallNext(booth_id=day.booth_id), Actor(role, person_id="p1"))


async def test_one_open_call_per_recruiter(day):
    await day.waiting(2)
    await day.call()
    before = day.everything()
    with pytest.raises(AlreadyCalling):
        await day.call()
    assert day.everything() == before


async def test_who_is_rung_elsewhere_is_passed_over_and_keeps_the_place(day):
    (one, _), (_, second) = await day.waiting(2)
    other = await day.another_booth()
    await day.join(one, other)
    await day.call(day.recruiter_of(other), other)
    assert (await day.call()).ticket_id == second
    assert [found.number for found in day.world.look(in_order, day.booth_id)] == [1]
    ticket = next(t for t in day.world.look(reads.tickets_of_person, one.person_id)
                  if t.booth_id == day.booth_id)  # fmt: skip
    assert day.world.look(went_before, ticket) == {"away": 1}


async def test_a_hundred_presses_by_five_recruiters_never_ring_one_seeker_twice(day):
    people = await day.waiting(60)
    recruiters = [day.scene.recruiter, day.scene.colleague]
    for number in range(3):
        made, _ = await staff(day.world, f"R{number}", Role.RECRUITER, day.scene.employer_id)
        recruiters.append(made)
    for one in recruiters[1:]:
        await day.world.do(DutyStart(booth_id=day.booth_id), one)

    async def press(by) -> tuple[str, str]:
        try:
            called = await day.call(by)
        except AlreadyCalling:
            return "", ""
        await day.world.do(CancelCall(call_id=called.call_id), by)
        return called.ticket_id, called.call_id

    first = await asyncio.gather(*(day.call(by) for by in recruiters))
    assert sorted(day.ticket(one.ticket_id).number for one in first) == [1, 2, 3, 4, 5]
    for one, by in zip(first, recruiters, strict=True):
        await day.world.do(CancelCall(call_id=one.call_id), by)
    calls = await asyncio.gather(*(press(by) for by in recruiters * 20))
    rung = [call_id for _, call_id in calls if call_id]
    assert len(rung) == len(set(rung)) >= 5
    open_at_once = day.world.rows(
        "SELECT a.id FROM call a JOIN call b ON a.person_id = b.person_id AND a.id < b.id "
        "WHERE a.rang_at < b.ended_at AND b.rang_at < a.ended_at"
    )
    assert open_at_once == []
    assert len(people) == 60
    assert day.world.chain_holds()


async def test_the_database_itself_guards_the_rules(day):
    (one, first), (_, second) = await day.waiting(2)
    row = dict(day.world.rows(ticket_table.select().where(ticket_table.c.id == first))[0]._mapping)

    async def breaks(statement) -> str:
        with pytest.raises(IntegrityError) as broken:
            await day.world.work(lambda work: work.write(statement))
        return str(broken.value.orig)

    assert "person_id" in await breaks(insert(ticket_table).values({**row, "id": "x", "number": 9}))
    assert "number" in await breaks(
        insert(ticket_table).values({**row, "id": "x", "person_id": "px"})
    )
    await day.call()
    other = await day.another_booth()
    third = await day.join(one, other)
    for ticket_id in (second, third):
        taken = update(ticket_table).where(ticket_table.c.id == ticket_id)
        said = await breaks(
            taken.values(state="talking", account_id=day.scene.recruiter.account_id)
        )
        assert "person_id" in said or "account_id" in said
    talk = {
        "id": "i1", "fair_id": "f", "booth_id": "b", "ticket_id": "t", "call_id": "c1",
        "person_id": "p1", "account_id": "a1", "state": "talking",
        "started_at": day.ticket(first).joined_at,
        "details": {},
    }  # fmt: skip
    await day.world.work(lambda work: work.write(insert(interview_table).values(talk)))
    again = insert(interview_table)
    assert "person_id" in await breaks(
        again.values({**talk, "id": "i2", "call_id": "c2", "account_id": "a2"})
    )
    assert "account_id" in await breaks(
        again.values({**talk, "id": "i2", "call_id": "c2", "person_id": "p2"})
    )
    assert "call_id" in await breaks(again.values({**talk, "id": "i2", "state": "owed"}))


# --- ends of a ring -------------------------------------------------------------------------------


async def test_a_real_miss_parks_and_the_second_lapses(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.warned_a_while_ago(ticket_id)
    await day.rang_to_the_end((await day.call()).call_id)
    assert (day.ticket(ticket_id).state, day.ticket(ticket_id).cause) == ("parked", "missed")
    await day.world.do(ReturnToQueue(ticket_id=ticket_id), who)
    await day.warned_a_while_ago(ticket_id)
    await day.rang_to_the_end((await day.call()).call_id)
    assert day.ticket(ticket_id).state == "lapsed"
    assert day.ticket(await day.join(who)).number == 2


async def test_a_miss_without_notice_keeps_the_place(day):
    ((_, ticket_id),) = await day.waiting(1)
    await day.rang_to_the_end((await day.call()).call_id)
    ticket = day.ticket(ticket_id)
    assert (ticket.state, ticket.misses, ticket.held) == ("waiting", 0, "unreached")
    with pytest.raises(queue_refusals.NobodyFree):
        await day.call()
    await day.world.do(FreeTicket(ticket_id=ticket_id))
    assert (await day.call()).ticket_id == ticket_id


async def test_a_ring_that_no_screen_showed_three_times_parks_without_a_miss(day):
    ((_, ticket_id),) = await day.waiting(1)
    for _ in range(3):
        called = await day.call()
        await day.world.do(RingOut(call_id=called.call_id))
        await day.world.do(FreeTicket(ticket_id=ticket_id))
    assert (day.ticket(ticket_id).state, day.ticket(ticket_id).misses) == ("parked", 0)


async def test_five_more_minutes_at_the_ring(day):
    (one, first), (_, second) = await day.waiting(2)
    await day.world.do(PostponeCall(call_id=(await day.call()).call_id), one)
    assert (day.ticket(first).state, day.ticket(first).held) == ("waiting", "five")
    called = await day.call()
    assert called.ticket_id == second
    await day.world.do(CancelCall(call_id=called.call_id), day.scene.recruiter)
    await day.world.do(FreeTicket(ticket_id=first))
    called = await day.call()
    assert called.ticket_id == first
    await day.world.do(PostponeCall(call_id=called.call_id), one)
    assert day.ticket(first).state == "parked"


async def test_not_now_parks_and_a_called_off_ring_changes_nothing(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.world.do(CancelCall(call_id=(await day.call()).call_id), day.scene.recruiter)
    assert day.ticket(ticket_id).state == "waiting"
    await day.world.do(DeclineCall(call_id=(await day.call()).call_id), who)
    assert day.ticket(ticket_id).state == "parked"
    assert day.ticket(ticket_id).misses == 0


async def test_not_there_parks_and_is_no_miss_and_nobody_is_parked_who_was_not_rung(day):
    (_, first), (_, second) = await day.waiting(2)
    await day.call()
    await day.world.do(NotThere(ticket_id=first), day.scene.recruiter)
    assert (day.ticket(first).state, day.ticket(first).misses) == ("parked", 0)
    with pytest.raises(WrongState):
        await day.world.do(NotThere(ticket_id=second), day.scene.recruiter)
    assert (await day.call()).ticket_id == second


async def test_who_comes_back_stands_behind_the_one_at_the_head_and_the_line_says_why(day):
    (one, first), (_, second), (_, third) = await day.waiting(3)
    await day.world.do(DeclineCall(call_id=(await day.call()).call_id), one)
    await day.world.do(ReturnToQueue(ticket_id=first), one)
    assert [found.ticket_id for found in day.world.look(in_order, day.booth_id)] == [
        second, first, third,
    ]  # fmt: skip
    assert day.world.look(went_before, day.ticket(third)) == {"returned": 1}
    assert day.world.look(went_before, day.ticket(second)) == {}


async def test_nobody_comes_back_who_was_not_away(day):
    ((who, ticket_id),) = await day.waiting(1)
    with pytest.raises(WrongState):
        await day.world.do(ReturnToQueue(ticket_id=ticket_id), who)


# --- talks ----------------------------------------------------------------------------------------


async def test_a_talk_becomes_an_interview_whose_answer_is_owed(day):
    ((who, ticket_id),) = await day.waiting(1)
    called = await day.call()
    await day.answer(who, called.call_id)
    assert day.ticket(ticket_id).state == "talking"
    assert day.world.look(interview_reads.interview_of_call, called.call_id).state == "talking"
    await day.world.do(HangUp(call_id=called.call_id), who)
    assert day.ticket(ticket_id).lane == "handed_on"  # nobody heard anybody: no talk


async def test_after_the_talk_the_ticket_is_served_and_24_hours_run(day):
    ((who, ticket_id),) = await day.waiting(1)
    called = await day.call()
    await day.talk(who, called.call_id)
    assert day.ticket(ticket_id).state == "served"
    talk = day.world.look(interview_reads.interview_of_call, called.call_id)
    assert (talk.state, talk.talk_s >= 300) == ("owed", True)
    rows = day.world.rows(text("SELECT left_s FROM deadline WHERE kind = 'interview.owed'"))
    assert [row.left_s for row in rows] == [24 * 3600]
    await day.world.do(AnswerRanOut(interview_id=talk.id))
    assert day.world.look(interview_reads.interview, talk.id).state == "unanswered"
    assert "interview.unanswered" in day.world.kinds(day.scene.fair_id)


async def test_a_late_answer_still_reaches_the_seeker(day):
    talk = await a_talk(day)
    await day.world.do(AnswerRanOut(interview_id=talk.id))
    await day.world.do(no_fit(talk.id), day.scene.recruiter)
    late = day.world.look(interview_reads.interview, talk.id)
    assert (late.state, late.outcome) == ("unanswered", "no_fit")


async def a_talk(day):
    ((who, _),) = await day.waiting(1)
    called = await day.call()
    await day.talk(who, called.call_id)
    return day.world.look(interview_reads.interview_of_call, called.call_id)


def no_fit(interview_id: str) -> ConcludeInterview:
    return ConcludeInterview(interview_id=interview_id, outcome=Outcome.NO_FIT, reason="pay")


async def test_the_answer_is_given_by_this_employer_only_and_only_once(day):
    talk = await a_talk(day)
    before = day.everything()
    with pytest.raises(NotYourBooth):
        await day.world.do(no_fit(talk.id), day.scene.stranger)
    incomplete = ConcludeInterview(interview_id=talk.id, outcome=Outcome.ON_HOLD)
    with pytest.raises(interviews_refusals.OutcomeIncomplete):
        await day.world.do(incomplete, day.scene.recruiter)
    assert day.everything() == before
    await day.world.do(no_fit(talk.id), day.scene.colleague)
    with pytest.raises(interviews_refusals.AlreadyConcluded):
        await day.world.do(no_fit(talk.id), day.scene.recruiter)
    assert day.world.rows("SELECT 1 FROM deadline WHERE kind = 'interview.owed'") == []


async def test_a_promise_may_become_an_answer(day):
    talk = await a_talk(day)
    until = date.today() + timedelta(days=5)  # noqa: DTZ011 - a day ahead in any zone
    hold = ConcludeInterview(interview_id=talk.id, outcome=Outcome.ON_HOLD, until=until)
    await day.world.do(hold, day.scene.recruiter)
    await day.world.do(no_fit(talk.id), day.scene.recruiter)
    assert day.world.look(interview_reads.interview, talk.id).outcome == "no_fit"


async def test_an_offer_concludes_once_even_after_a_no_fit(day):
    talk = await a_talk(day)
    for _ in range(2):
        await day.world.work(lambda work: interviews_writes.conclude(work, talk.id, Outcome.OFFER))
    assert day.world.look(interview_reads.interview, talk.id).state == "concluded"
    assert day.world.kinds(day.scene.fair_id).count("interview.concluded") == 1


async def test_a_cut_off_talk_goes_on_first_as_the_same_interview(day):
    (one, first), (_, second) = await day.waiting(2)
    called = await day.call()
    await day.answer(one, called.call_id)
    await day.world.do(HangUp(call_id=called.call_id), one)
    assert [found.ticket_id for found in day.world.look(in_order, day.booth_id)] == [first, second]
    assert day.world.look(went_before, day.ticket(second)) == {"cut_off": 1}
    again = await day.call()
    assert again.ticket_id == first
    await day.talk(one, again.call_id)
    talks = day.world.look(interview_reads.interviews_of_booth, day.booth_id)
    assert [(talk.state, talk.call_id) for talk in talks] == [("owed", again.call_id)]


async def test_calling_by_name_needs_room_and_a_reason_and_is_told(day):
    people = await day.waiting(8)
    by_name = CallByName(ticket_id=people[7][1], reason="promised")
    with pytest.raises(queue_refusals.TooManyByName):
        await day.world.do(by_name, day.scene.recruiter)
    for who, _ in people[:4]:
        await day.talk(who, (await day.call()).call_id)
    await day.answer_first()
    called = await day.world.do(by_name, day.scene.recruiter)
    assert called.ticket_id == people[7][1]
    assert day.world.look(went_before, day.ticket(people[4][1])) == {"by_name:promised": 1}
    await day.talk(people[7][0], called.call_id)
    await day.answer_first()
    with pytest.raises(queue_refusals.TooManyByName):
        await day.world.do(
            CallByName(ticket_id=people[6][1], reason="promised"), day.scene.recruiter
        )


async def test_who_chose_phone_me_is_phoned_and_gets_an_answer(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.close()
    with pytest.raises(WrongState):
        await day.world.do(Phoned(ticket_id=ticket_id), day.scene.recruiter)
    await day.world.do(ChooseAfter(ticket_id=ticket_id, choice="phone_me"), who)
    with pytest.raises(NotYourBooth):
        await day.world.do(Phoned(ticket_id=ticket_id), day.scene.stranger)
    await day.world.do(Phoned(ticket_id=ticket_id), day.scene.recruiter)
    talks = day.world.look(interview_reads.interviews_of_person, who.person_id)
    assert [talk.state for talk in talks] == ["owed"]


# --- looking after the queue ----------------------------------------------------------------------


async def test_who_is_near_is_told_to_get_ready_once_by_text_where_the_number_is_confirmed(day):
    silent = await day.seeker(confirmed=False)
    first = await day.join(silent)
    (_, second), *_, (_, far) = await day.waiting(6)
    await day.look()
    await day.look()
    assert day.ticket(first).warned_at
    assert not day.ticket(far).warned_at
    texts = day.world.rows("SELECT person_id, text FROM signal WHERE dedupe LIKE 'ready:%'")
    assert silent.person_id not in {row.person_id for row in texts}
    assert len(texts) == len({row.person_id for row in texts}) > 0
    await day.warned_a_while_ago(second)
    called = await day.call()
    assert day.world.rows(f"SELECT ring_s FROM call WHERE id = '{called.call_id}'")[0].ring_s == 90


async def test_nobody_who_talks_is_told_to_get_ready(day):
    ((who, _),) = await day.waiting(1)
    other = await day.another_booth()
    there = await day.join(who, other)
    await day.call()
    await day.look(other)
    assert day.ticket(there).warned_at is None


async def test_the_wait_is_shown_kept_and_compared(day):
    await day.look()
    assert day.world.look(reads.waits, [day.booth_id])[day.booth_id].p50_s is not None
    (_, first), _ = await day.waiting(2)
    await day.look()
    await day.call()
    results = day.world.rows("SELECT ticket_id, result FROM forecast")
    assert {row.ticket_id: row.result for row in results}[first] in {"inside", "early", "late"}
    assert day.world.look(forecast_reads.accuracy, day.booth_id).of == 1


async def test_nobody_on_duty_gives_no_forecast(day):
    await day.waiting(3)
    await day.look()
    await day.world.do(DutyEnd(booth_id=day.booth_id), day.scene.recruiter)
    wait = day.world.look(reads.waits, [day.booth_id])[day.booth_id]
    assert (wait.waiting, wait.p50_s) == (3, None)


async def test_looking_ends_when_nobody_waits(day):
    ((who, _),) = await day.waiting(1)
    assert day.world.look(line_store.queue, day.booth_id).looking
    from fair.contract.queue import LeaveQueue

    await day.world.do(
        LeaveQueue(ticket_id=day.world.look(reads.tickets_of_person, who.person_id)[0].id), who
    )
    await day.world.do(LookAtQueue(booth_id=day.booth_id))
    assert not day.world.look(line_store.queue, day.booth_id).looking


def test_every_refusal_says_what_to_do_next():
    ours = ("fair.tickets.", "fair.interviews.")
    named = [one for one in Refusal.__subclasses__() if one.__module__.startswith(ours)]
    sentences = {one.sentence for one in named}
    assert len(sentences) > 12
    assert all(sentence.endswith(".") for sentence in sentences)


async def test_a_forecast_that_was_settled_by_a_call_stays_so_when_the_booth_closes(day):
    await day.waiting(1)
    await day.look()
    called = await day.call()
    await day.world.do(CancelCall(call_id=called.call_id), day.scene.recruiter)
    settled = day.world.rows("SELECT called_at, result FROM forecast")
    await day.close()
    assert settled[0].result in {"early", "inside", "late"}
    assert day.world.rows("SELECT called_at, result FROM forecast") == settled
