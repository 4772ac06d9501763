"""A talk by telephone counts where its person says so, or an answer with content follows."""

from typing import Any

import pytest

from fair import timers
from fair.board import reads as board
from fair.board.connection_views import connections
from fair.board.rows_reads import verify_rows
from fair.contract.interviews import ConcludeInterview, TellOfTelephone
from fair.contract.queue import ChooseAfter, ChooseTelephone, Phoned, PhoneInstead
from fair.contract.rooms import AnswerCall, ExtendCall, HangUp, LoseBoth, RingOut
from fair.contract.rooms_medium import StillTalking, TelephoneAnswered
from fair.db import utc_now
from fair.decisions import Actor, NotAllowed, WrongState
from fair.glossary import Outcome
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.rooms.call import LOST
from fair.tickets.refusals import PhoneNotAgreed
from tests.hiring.stage import soon
from tests.queue.day import Day
from tests.queue.test_desk import pass_by
from tests.queue.test_queue_pages import read
from tests.queue.test_telephone import NUMBER, day, phoned, texts

__all__ = ["day"]


def the_talk(day: Day) -> Interview:
    (talk,) = day.world.look(interviews.interviews_of_booth, day.booth_id)
    return talk


async def begun(day: Day) -> tuple[Actor, Any]:
    """Return who talks by telephone, as the recruiter says, and the call."""
    who, called = await phoned(day)
    await day.world.do(TelephoneAnswered(call_id=called.call_id), day.scene.recruiter)
    return who, called


async def hung_up(day: Day, after_s: float = 3) -> tuple[Actor, Any]:
    """Return whose talk the recruiter ended after three seconds."""
    who, called = await begun(day)
    pass_by(day, after_s)
    await day.world.do(HangUp(call_id=called.call_id), day.scene.recruiter)
    return who, called


async def says(day: Day, who: Actor, word: str) -> None:
    talk = the_talk(day)
    await day.world.do(TellOfTelephone(interview_id=talk.id, word=word), who)


async def concludes(day: Day, outcome: Outcome, **details: Any) -> None:
    said = ConcludeInterview(interview_id=the_talk(day).id, outcome=outcome, **details)
    await day.world.do(said, day.scene.recruiter)


def counted(day: Day) -> tuple[int, dict[str, int]]:
    """Return the figure of interviews, tables and ledger agreeing, and the talks by telephone."""
    fair_id = day.scene.fair_id
    tables = day.world.look(board.figures, fair_id)
    assert tables == day.world.look(board.ledger_figures, fair_id)
    assert day.world.look(verify_rows).differences == []
    told = day.world.look(connections, None, fair_id, {})["telephone"]
    return tables.interviews, {name: n for name, n in told.items() if n}


async def test_three_seconds_that_only_a_recruiter_tells_of_cost_nobody_the_place(day: Day) -> None:
    who, called = await hung_up(day)
    ticket = day.ticket(called.ticket_id)
    assert (ticket.state, ticket.cause, ticket.misses) == ("parked", "unconfirmed", 0)
    assert counted(day) == (0, {"unconfirmed": 1})
    said = await read(day, who, "/queues")
    assert "The employer says that you talked by telephone. Is it so?" in said
    assert "Your number is kept" in said
    (text,) = texts(day, "talked")
    assert "says that you talked by telephone just now" in text
    assert "Not confirmed yet" in await read(day, "recruiter", f"/calls/{called.call_id}")


async def test_who_confirms_has_talked_and_an_answer_is_due(day: Day) -> None:
    who, called = await hung_up(day)
    await says(day, who, "confirmed")
    await says(day, who, "confirmed")  # a second tap
    assert day.ticket(called.ticket_id).state == "served"
    assert the_talk(day).state == "owed"
    assert counted(day) == (1, {"talked": 1})


async def test_who_was_phoned_by_nobody_stands_in_the_line_again(day: Day) -> None:
    who, called = await hung_up(day)
    await says(day, who, "denied")
    assert day.ticket(called.ticket_id).state == "waiting"
    assert counted(day) == (0, {"denied": 1})
    assert "They say that nobody talked" in await read(day, "recruiter", f"/calls/{called.call_id}")
    again = await day.call()
    assert again.ticket_id == called.ticket_id
    await day.world.do(TelephoneAnswered(call_id=again.call_id), day.scene.recruiter)
    assert the_talk(day).telephone == "unconfirmed"  # the same interview, told anew
    await day.world.do(HangUp(call_id=again.call_id), who)
    assert counted(day) == (1, {"talked": 1})


async def test_who_denies_a_talk_that_runs_ends_it_and_keeps_the_place(day: Day) -> None:
    who, called = await begun(day)
    pass_by(day, 60)
    assert "Nobody talks with me" in await read(day, who, "/queues")
    assert "Nobody talks with me" in await read(day, who, f"/calls/{called.call_id}")
    await says(day, who, "denied")
    assert day.ticket(called.ticket_id).state == "waiting"
    assert counted(day) == (0, {"denied": 1})


async def test_who_ends_the_talk_on_the_own_page_says_by_it_that_it_was_one(day: Day) -> None:
    who, called = await begun(day)
    pass_by(day, 200)
    assert "We have finished" in await read(day, who, "/queues")
    await day.world.do(HangUp(call_id=called.call_id), who)
    assert day.ticket(called.ticket_id).state == "served"
    assert counted(day) == (1, {"talked": 1})


async def test_a_next_step_makes_it_count_and_a_no_does_not(day: Day) -> None:
    who, called = await hung_up(day)
    await concludes(day, Outcome.NO_FIT, reason="start")
    assert day.ticket(called.ticket_id).state == "parked"
    assert counted(day) == (0, {"unconfirmed": 1})
    assert day.world.look(board.figures, day.scene.fair_id).outcomes == 0
    assert "The employer noted this after a talk by telephone. Is it so?" in await read(
        day, who, "/queues"
    )


async def test_a_next_step_is_read_and_objected_to_in_one_tap_and_the_organiser_sees_it(
    day: Day,
) -> None:
    who, called = await hung_up(day)
    with pytest.raises(WrongState):
        await says(day, who, "disputed")  # nothing was noted yet
    later = {"what": "Trial day", "where": "Gate 2", "when": f"{soon(3)}T09:00"}
    await concludes(day, Outcome.NEXT_STEP, **later)
    assert day.ticket(called.ticket_id).unconfirmed
    assert counted(day) == (1, {"talked": 1})
    said = await read(day, who, "/queues")
    assert "Trial day" in said
    assert "We agreed something else" in said
    await says(day, who, "disputed")
    assert day.ticket(called.ticket_id).state == "served"
    assert counted(day) == (1, {"talked": 1, "disputed": 1})
    page = f"/calls/{called.call_id}"
    assert "They say that you agreed something else" in await read(day, "recruiter", page)
    staff = day.world.look(connections, None, day.scene.fair_id, {})["recruiters"]
    assert [one.contradicted for one in staff if one.name == "Mei"] == [1]
    board_page = f"/board/{day.scene.fair_id}/calls"
    assert "“We agreed something else”" in await read(day, "organiser", board_page)
    # Another answer of the recruiter's does not take the objection away.
    await concludes(day, Outcome.NEXT_STEP, **later, reason="")
    assert the_talk(day).telephone == "disputed"
    await says(day, who, "confirmed")
    assert counted(day) == (1, {"talked": 1})


async def test_nobody_else_says_how_it_was_nor_of_a_talk_on_the_page(day: Day) -> None:
    _, called = await hung_up(day)
    other = await day.seeker()
    for nobody in (other, day.scene.recruiter, day.scene.colleague, day.scene.organiser):
        with pytest.raises(NotAllowed):
            await says(day, nobody, "confirmed")
    assert day.ticket(called.ticket_id).state == "parked"
    await day.join(other)
    ring = await day.call()
    await day.world.do(AnswerCall(call_id=ring.call_id), other)
    talk = day.world.look(interviews.interview_of_call, ring.call_id)
    assert talk is not None
    with pytest.raises(WrongState):
        await day.world.do(TellOfTelephone(interview_id=talk.id, word="denied"), other)


async def test_we_have_talked_said_of_a_ring_that_nobody_saw_keeps_the_place(day: Day) -> None:
    who = await day.seeker()
    ticket_id = await day.join(who, phone_ok=True)
    called = await day.call()
    pass_by(day, 91)
    await day.world.do(RingOut(call_id=called.call_id))
    await day.world.do(PhoneInstead(call_id=called.call_id), day.scene.recruiter)
    assert day.ticket(ticket_id).state == "parked"
    assert counted(day) == (0, {"unconfirmed": 1})
    await says(day, who, "denied")
    assert day.ticket(ticket_id).state == "waiting"


async def test_i_have_phoned_leaves_the_list_until_its_person_says_no(day: Day) -> None:
    who = await day.seeker()
    ticket_id = await day.join(who)
    await day.close()
    await day.world.do(ChooseAfter(ticket_id=ticket_id, choice="phone_me"), who)
    await day.world.do(Phoned(ticket_id=ticket_id), day.scene.recruiter)
    assert counted(day) == (0, {"unconfirmed": 1})
    assert "Nobody talked with me" in await read(day, who, "/queues")
    await says(day, who, "denied")
    assert day.ticket(ticket_id).choice == "phone_me"
    assert counted(day) == (0, {"denied": 1})


# --- nobody ends it -------------------------------------------------------------------------------


def ends_in_s(day: Day, call_id: str) -> float:
    at = day.world.look(timers.ends_at, LOST, call_id)
    assert at is not None
    return (at - max(day.world.database._last_now, utc_now())).total_seconds()


async def test_after_its_time_the_recruiter_is_asked_and_a_yes_gives_ten_minutes(day: Day) -> None:
    _, called = await begun(day)
    page, mei = f"/calls/{called.call_id}", day.scene.recruiter
    assert ends_in_s(day, called.call_id) == pytest.approx(15 * 60, abs=90)
    assert "Do you still talk?" not in await read(day, "recruiter", page)
    await day.world.do(ExtendCall(call_id=called.call_id), mei)
    assert ends_in_s(day, called.call_id) == pytest.approx(20 * 60, abs=90)
    for nobody in (day.scene.colleague, day.scene.stranger):
        with pytest.raises(NotAllowed):
            await day.world.do(StillTalking(call_id=called.call_id), nobody)
    pass_by(day, 19 * 60)
    await day.world.do(StillTalking(call_id=called.call_id), mei)
    assert ends_in_s(day, called.call_id) == pytest.approx(15 * 60, abs=90)


async def test_the_recruiters_page_asks_once_the_time_is_over(day: Day) -> None:
    who, called = await begun(day)
    page = f"/calls/{called.call_id}"

    def nearly(work: Any) -> None:
        timers.start(work, LOST, called.call_id, 200, fair_id=day.scene.fair_id)

    await day.world.work(nearly)
    said = await read(day, "recruiter", page)
    assert "Do you still talk?" in said
    assert "We still talk" in said
    assert "Do you still talk?" not in await read(day, who, page)


async def test_silence_costs_the_employer_an_answer_and_nobody_the_place(day: Day) -> None:
    who, called = await begun(day)
    pass_by(day, 15 * 60 + 1)
    await day.world.do(LoseBoth(call_id=called.call_id))
    ticket = day.ticket(called.ticket_id)
    assert (ticket.state, ticket.cause) == ("parked", "unconfirmed")
    assert the_talk(day).state == "owed"
    await says(day, who, "confirmed")
    assert day.ticket(called.ticket_id).state == "served"


# --- whose number ---------------------------------------------------------------------------------


async def test_a_number_that_nobody_confirmed_is_shown_to_no_recruiter(day: Day) -> None:
    who = await day.seeker(confirmed=False)
    await day.join(who, phone_ok=True)
    called = await day.call()
    pass_by(day, 91)
    await day.world.do(RingOut(call_id=called.call_id))
    assert NUMBER not in await read(day, "recruiter", f"/calls/{called.call_id}")
    with pytest.raises(PhoneNotAgreed):
        await day.world.do(PhoneInstead(call_id=called.call_id), day.scene.recruiter)


async def test_to_the_telephone_and_back_nothing_is_lost_that_was_wished(day: Day) -> None:
    who = await day.seeker()
    ticket_id = await day.join(who, phone_ok=True, text_only=True)
    await day.world.do(ChooseTelephone(ticket_id=ticket_id, first=True), who)
    assert day.ticket(ticket_id).medium == "phone"
    await day.world.do(ChooseTelephone(ticket_id=ticket_id, first=False), who)
    ticket = day.ticket(ticket_id)
    assert (ticket.medium, ticket.phone_ok, ticket.text_only) == ("text", True, True)
    assert day.world.look(verify_rows).differences == []


async def test_a_talk_by_telephone_is_not_told_to_type_instead(day: Day) -> None:
    who, called = await begun(day)
    page = await read(day, who, f"/calls/{called.call_id}")
    assert "Type instead of talking" not in page
    assert "Write here" in page
