"""A changed hour asks before, and then tells everyone whom it concerns, once."""

from datetime import timedelta

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.programme import ChangeFair
from fair.contract.programme_halls import AddSession, ChangeSession, RemoveSession
from fair.days import typed_of
from fair.db import utc_now
from fair.decisions import NotAllowed
from fair.programme import reads as programme
from fair.programme.fair import SETTLED_S
from fair.programme.refusals import HoursBackwards, HoursPast, OpenAlready
from fair.reach import hours_actions
from fair.reach.refusals import HoursAsk
from fair.signals import MAIL, signal
from tests.agreements.test_edits import shown
from tests.appointments.plan import Plan
from tests.queue.day import Day, a_day
from tests.reach.locked_phone import texted

ZONE = "Asia/Shanghai"


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def moved(day: Day, *, opens: float = 0, closes: float = 0, **more) -> ChangeFair:
    """Return the form with hours so many hours later."""
    fair = day.world.look(programme.fair, day.scene.fair_id)
    return ChangeFair(
        fair_id=fair.id, title=fair.title, zone=ZONE, most_tickets=fair.most_tickets,
        opens_at=typed_of(fair.opens_at + timedelta(hours=opens), ZONE),
        closes_at=typed_of(fair.closes_at + timedelta(hours=closes), ZONE),
        **more,
    )  # fmt: skip


async def settled(day: Day) -> None:
    """Let changed hours have stood for a minute, and everybody hear of them who is told."""
    for _ in range(4):
        await day.world.server.leader.fire(utc_now() + timedelta(seconds=SETTLED_S + 1))


async def asked(day: Day, command: ChangeFair) -> HoursAsk:
    with pytest.raises(HoursAsk) as question:
        await day.world.do(command, day.scene.organiser)
    return question.value


async def agreed(day: Day, command: ChangeFair) -> None:
    ((yes, _),) = (await asked(day, command)).choices
    await day.world.do(command.model_copy(update={"agreed": yes}), day.scene.organiser)
    await settled(day)


def mailed(day: Day) -> list[str]:
    rows = day.world.rows(signal.select().where(signal.c.channel == MAIL))
    return [one.text for one in rows if "hours have changed" in one.text]


async def test_before_hours_are_saved_the_organiser_reads_whom_they_concern(day):
    await day.waiting(3)
    plan = Plan(day)
    near, *_ = await plan.slots(60)
    who = await day.seeker()
    await plan.booked(who, near)
    before = day.world.look(programme.fair, day.scene.fair_id)

    question = await asked(day, moved(day, closes=1))
    assert "Joined: 3." in str(question) or "Joined: 4." in str(question)
    assert "With a ticket: 3." in str(question)
    assert "With an appointment: 1, of which 0 would lie outside" in str(question)
    assert day.world.look(programme.fair, day.scene.fair_id) == before


async def test_an_appointment_outside_the_new_hours_is_counted_and_called_off(day):
    plan = Plan(day)
    slots = await plan.slots(90)
    who = await day.seeker()
    made = await plan.booked(who, slots[-1])
    fair = day.world.look(programme.fair, day.scene.fair_id)
    earlier = (utc_now() + timedelta(hours=1) - fair.closes_at).total_seconds() / 3600

    question = await asked(day, moved(day, closes=earlier))
    assert "of which 1 would lie outside" in str(question)
    assert plan.one(made).state == "booked"
    await agreed(day, moved(day, closes=earlier))
    assert plan.one(made).state == "broken"


async def test_everybody_is_told_once_by_text_by_mail_and_on_their_pages(day):
    ((who, _),) = await day.waiting(1)
    await agreed(day, moved(day, closes=1))
    await settled(day)
    assert sum("hours have changed" in one for one in texted(day, who.person_id)) == 1
    assert len(mailed(day)) == 2
    assert all("/desk" in one for one in mailed(day))
    async with day.world.web(day.tokens[who.person_id]) as web:
        assert "Hours changed on" in (await web.get("/queues")).text
        assert "The hours were changed on" in (await web.get(f"/fairs/{day.scene.fair_id}")).text


async def test_hours_that_are_changed_again_at_once_are_told_as_they_are_in_the_end(day):
    """A slip that is put right, or somebody who plays with the form, costs everybody one text."""
    ((who, _),) = await day.waiting(1)
    for hours in (1, 2, 3):
        command = moved(day, closes=hours)
        ((yes, _),) = (await asked(day, command)).choices
        await day.world.do(command.model_copy(update={"agreed": yes}), day.scene.organiser)
    await settled(day)
    told = [one for one in texted(day, who.person_id) if "hours have changed" in one]
    assert len(told) == 1
    assert len(mailed(day)) == 2


async def test_a_fair_that_is_open_cannot_open_later(day):
    """Its page would say that it is open now, and a text that it opens tomorrow."""
    with pytest.raises(OpenAlready, match="hold it again"):
        await day.world.do(moved(day, opens=24, closes=24), day.scene.organiser)


async def test_many_employers_are_mailed_some_in_each_work(day, monkeypatch):
    monkeypatch.setattr(hours_actions, "EMPLOYERS_AT_ONCE", 1)
    await day.another_booth()
    await agreed(day, moved(day, closes=1))
    assert len(mailed(day)) >= 2


async def test_a_yes_is_for_the_hours_that_were_asked_about_and_no_others(day):
    ((yes, _),) = (await asked(day, moved(day, closes=1))).choices
    with pytest.raises(HoursAsk):
        await day.world.do(moved(day, closes=2, agreed=yes), day.scene.organiser)


async def test_a_form_that_leaves_the_hours_asks_nothing_and_tells_nobody(day):
    ((who, _),) = await day.waiting(1)
    same = moved(day).model_copy(update={"title": "Spring fair"})
    await day.world.do(same, day.scene.organiser)
    await settled(day)
    assert not [one for one in texted(day, who.person_id) if "hours have changed" in one]


async def test_without_a_script_the_question_is_a_page_whose_yes_saves_the_hours(day):
    fair = day.world.look(programme.fair, day.scene.fair_id)
    later = typed_of(fair.closes_at + timedelta(hours=1), ZONE)
    async with day.world.web(day.scene.tokens["organiser"]) as web:
        path = f"/organise/fairs/{fair.id}"
        form = shown((await web.get(path)).text, "fair.change")
        sent = {**form, "zone": ZONE, "closes_at": str(later),
                "opens_at": str(typed_of(fair.opens_at, ZONE))}  # fmt: skip
        page = await web.post("/commands/fair.change", data=sent)
        assert page.status_code == 409
        assert "One question first" in page.text
        assert "Yes, change the hours and tell everybody" in page.text
        again = shown(page.text, "fair.change")
        yes = page.text.partition('name="agreed" value="')[2].partition('"')[0]
        saved = await web.post("/commands/fair.change", data={**again, "agreed": yes})
        assert saved.status_code == 303, saved.text
    now = day.world.look(programme.fair, fair.id)
    assert typed_of(now.closes_at, ZONE) == later
    assert now.moved_at is not None


async def test_no_recruiter_competitor_or_stranger_moves_the_hours(day):
    for who in (day.scene.recruiter, day.scene.stranger, await day.seeker()):
        with pytest.raises(NotAllowed):
            await day.world.do(moved(day, closes=1), who)


async def test_hours_that_are_past_or_run_backwards_are_refused_before_anything_is_asked(day):
    with pytest.raises(HoursBackwards, match="later than the opening time"):
        await day.world.do(moved(day, closes=-100), day.scene.organiser)
    with pytest.raises(HoursPast, match="over already"):
        await day.world.do(moved(day, opens=-100, closes=-90), day.scene.organiser)


async def test_a_session_that_is_over_before_it_is_planned_is_refused_in_words(day):
    now = utc_now()
    fair = day.world.look(programme.fair, day.scene.fair_id)
    past = {"opens_at": fair.opens_at, "closes_at": now - timedelta(minutes=1)}
    if past["closes_at"] > past["opens_at"]:
        with pytest.raises(HoursPast):
            await day.world.do(AddSession(fair_id=fair.id, **past), day.scene.organiser)
    ahead = {"opens_at": now + timedelta(minutes=30), "closes_at": now + timedelta(minutes=60)}
    made = await day.world.do(AddSession(fair_id=fair.id, **ahead), day.scene.organiser)
    for change in (
        ChangeSession(session_id=made.session_id, **ahead),
        RemoveSession(session_id=made.session_id),
    ):
        await day.world.do(change, day.scene.organiser)
    assert day.world.look(programme.sessions, fair.id) == ()
    assert [one.sequence for one in day.world.look(programme.all_sessions, fair.id)] == [2]
    assert day.world.look(verify_rows).differences == []
