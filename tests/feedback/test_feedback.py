"""After a talk: was the pay said, was it clear, was it fair? Three taps, counted, of nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from fair.board.rows_reads import verify_rows
from fair.contract.feedback import SayFeedback
from fair.contract.people import Erase
from fair.contract.programme import CloseFair
from fair.contract.queue import EndQuiet
from fair.contract.rooms import HangUp
from fair.db import utc_now
from fair.decisions import NotAllowed, WrongState
from fair.feedback import feedback, reads, views
from fair.feedback.facts import FeedbackSaid
from fair.feedback.feedback import Tally
from fair.feedback.refusals import FeedbackOver, OnlyYourself
from fair.glossary import FairState, FeedbackAbout
from fair.interviews import reads as interviews
from fair.waiting.news_views import ticket_news
from tests.booths.scene import seen
from tests.queue.day import a_day

PAY, CLEAR, FAIR = FeedbackAbout


@pytest.fixture
async def day(world):
    return await a_day(world)


async def talked(day):
    """Let somebody talk; return who, and the interview."""
    who = await day.seeker()
    ticket = await day.join(who)
    call = await day.call()
    await day.answer(who, call.call_id)
    await day.hear(who, call.call_id)
    day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(minutes=5))
    await day.world.do(HangUp(call_id=call.call_id), day.scene.recruiter)
    await day.world.do(EndQuiet(), who)
    (talk,) = day.world.look(interviews.interviews_of_ticket, ticket)
    return who, talk.id


def said(day):
    return day.world.look(reads.by_booth, day.scene.fair_id).get(day.booth_id, {})


def holds(day):
    found = day.world.look(verify_rows)
    assert [str(one) for one in (*found.breaks, *found.differences)] == []


async def say(day, who, talk, about, yes):
    await day.world.do(SayFeedback(interview_id=talk, about=about, yes=yes), who)


async def test_who_has_talked_is_asked_three_things_on_the_ticket_and_answers_two(day):
    who, talk = await talked(day)
    page = await seen(day.scene, "/queues", day.tokens[who.person_id])
    for question in views.QUESTIONS.values():
        assert question in page

    await say(day, who, talk, PAY, yes=True)
    await say(day, who, talk, FAIR, yes=False)

    assert said(day) == {PAY: Tally(1, 1), CLEAR: Tally(), FAIR: Tally(0, 1)}
    page = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert page.count('aria-pressed="true"') == 2
    holds(day)


async def test_an_answer_is_changed_and_taken_back_and_the_last_word_counts_once(day):
    who, talk = await talked(day)
    for yes in (True, False, False, True, None, True):
        await say(day, who, talk, CLEAR, yes=yes)

    assert day.world.kinds().count("feedback.said") == 5  # the same again is nothing new
    assert said(day)[CLEAR] == Tally(1, 1)
    assert day.world.look(reads.told, day.scene.fair_id) == {day.booth_id: said(day)}
    await say(day, who, talk, CLEAR, yes=None)
    assert said(day) == {}
    assert day.world.look(reads.told, day.scene.fair_id) == {}
    holds(day)


async def test_nobody_says_it_for_somebody_else(day):
    who, talk = await talked(day)
    other = await day.seeker()
    for stranger in (other, day.scene.recruiter, day.scene.organiser):
        with pytest.raises(NotAllowed):
            await say(day, stranger, talk, PAY, yes=True)
    assert said(day) == {}
    await day.world.work(lambda work: work.write(text("update login set aloud = true")))
    (login,) = day.world.rows(f"select id from login where person_id = '{who.person_id}'")
    with pytest.raises(OnlyYourself):
        await say(day, replace(who, login_id=login.id), talk, PAY, yes=True)
    page = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert "How was this talk?" not in page
    assert said(day) == {}


async def test_nobody_is_asked_while_the_talk_goes_on(day):
    who = await day.seeker()
    ticket = await day.join(who)
    call = await day.call()
    await day.answer(who, call.call_id)
    (talk,) = day.world.look(interviews.interviews_of_ticket, ticket)
    with pytest.raises(WrongState):
        await say(day, who, talk.id, PAY, yes=True)


async def test_once_the_fair_is_closed_the_answers_stay_as_they_are(day):
    who, talk = await talked(day)
    await say(day, who, talk, PAY, yes=True)
    await day.world.do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)

    with pytest.raises(FeedbackOver):
        await say(day, who, talk, PAY, yes=False)

    page = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert "The fair is closed: your answers stay as they are." in page
    assert "Was all of it clear?" not in page
    assert said(day)[PAY] == Tally(1, 1)
    holds(day)


async def test_the_employer_reads_counts_of_five_once_the_fair_is_closed_and_of_four_nothing(day):
    for number in range(5):
        who, talk = await talked(day)
        await say(day, who, talk, PAY, yes=number > 0)
        if number:
            await say(day, who, talk, FAIR, yes=True)
    assert "Yes: 4 of 5" not in await seen(day.scene, "/desk/people", "recruiter")

    await day.world.do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)

    page = await seen(day.scene, "/desk/people", "recruiter")
    assert "Yes: 4 of 5" in page
    assert "Yes: 4 of 4" not in page


def test_an_employer_reads_no_count_of_fewer_than_five_and_none_that_still_moves():
    tallies = {PAY: Tally(0, 4), CLEAR: Tally(5, 5), FAIR: Tally(2, 6)}
    assert feedback.for_employer(tallies, FairState.OPEN) == {}
    assert feedback.for_employer(tallies, FairState.PAUSED) == {}
    shown = feedback.for_employer(tallies, FairState.CLOSED)
    assert shown == {CLEAR: Tally(5, 5), FAIR: Tally(2, 6)}


async def test_after_an_erasure_the_counts_still_stand_and_the_record_holds(day):
    who, talk = await talked(day)
    await say(day, who, talk, PAY, yes=True)
    await day.world.do(Erase(sure="yes"), who)
    assert said(day)[PAY] == Tally(1, 1)
    assert day.world.look(reads.told, day.scene.fair_id) == {day.booth_id: said(day)}
    holds(day)


async def test_other_pages_of_the_person_hear_of_an_answer(day):
    who, talk = await talked(day)
    (ticket,) = day.world.rows("select id from ticket")
    said = FeedbackSaid(
        fair_id=day.scene.fair_id, interview_id=talk, ticket_id=ticket.id, booth_id=day.booth_id,
        person_id=who.person_id, about="pay", said="yes",
    )  # fmt: skip
    heard = day.world.look(lambda connection: [*ticket_news(connection, [said])])
    assert [one.person_id for one in heard] == [who.person_id]
