"""A talk by telephone that a recruiter makes up: no place, no second talk, no forecast."""

import pytest

from fair.contract.queue import ReturnToQueue
from fair.contract.rooms import HangUp
from fair.decisions import WrongState
from fair.glossary import Outcome
from fair.interviews import forecast_reads
from fair.interviews import reads as interviews
from fair.phone_codes import text_link_writes
from tests.hiring.stage import soon
from tests.queue.day import Day
from tests.queue.test_desk import pass_by
from tests.queue.test_telephone import day, texts
from tests.queue.test_telephone_held import begun, concludes, counted, hung_up, says
from tests.reach.locked_phone import press

__all__ = ["day"]


@pytest.mark.parametrize("while_they_talk", [True, False])
async def test_a_next_step_that_a_recruiter_makes_up_takes_nobodys_place(
    day: Day, while_they_talk: bool
) -> None:
    later = {"what": "Trial day", "where": "Gate 2", "when": f"{soon(3)}T09:00"}
    if while_they_talk:
        who, called = await begun(day)
        pass_by(day, 3)
        await concludes(day, Outcome.NEXT_STEP, **later)
        await day.world.do(HangUp(call_id=called.call_id), day.scene.recruiter)
    else:
        who, called = await hung_up(day)
        await concludes(day, Outcome.NEXT_STEP, **later)
    (text,) = texts(day, "talked")
    assert "say so on your page of the fair: your place is kept" in text

    await says(day, who, "denied")

    assert day.ticket(called.ticket_id).state == "waiting"
    assert counted(day) == (0, {"denied": 1})


async def test_an_old_link_leads_to_the_question_and_gives_no_second_talk_by_one_number(
    day: Day,
) -> None:
    who, called = await hung_up(day)
    made = await day.world.work(
        lambda work: text_link_writes.make(work, who.person_id, called.ticket_id)
    )
    page, answer, _ = await press(day, f"/t/{made}")
    assert "you talked by telephone. Is it so?" in page.text
    assert "I am back" not in page.text
    assert answer.headers["location"] == "/queues"
    with pytest.raises(WrongState):
        await day.world.do(ReturnToQueue(ticket_id=called.ticket_id), who)
    assert day.ticket(called.ticket_id).unconfirmed
    await says(day, who, "confirmed")
    assert day.ticket(called.ticket_id).state == "served"


async def test_three_seconds_that_nobody_confirms_are_no_talk_for_the_forecast(day: Day) -> None:
    who, _ = await hung_up(day)
    for word in ("", "denied"):
        if word:
            await says(day, who, word)
        assert day.world.look(forecast_reads._talks, day.booth_id) == []
        assert day.world.look(interviews.talked, day.scene.fair_id) == (0, 0.0)
