"""A session that ends, moves or goes takes its appointments with it: asked before, told at once."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.appointments.refusals import SessionAsk, SlotOutsideHours
from fair.board.rows_reads import verify_rows
from fair.contract.programme import CloseFair, PauseFair, ResumeFair
from fair.contract.programme_halls import AddSession, ChangeSession, EndSession, RemoveSession
from fair.days import typed_of
from fair.glossary import SessionState
from fair.hours import Hours
from fair.programme import reads as programme
from fair.programme.refusals import SessionsOver
from tests.agreements.test_edits import shown
from tests.appointments.plan import Clock, Plan, a_plan
from tests.booths.scene import seen
from tests.values import some

CALLED_OFF = "The organiser has ended this session before its time."


@pytest.fixture
async def plan(world, monkeypatch) -> Plan:
    Clock.at = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    monkeypatch.setattr("fair.db.datetime", Clock)
    return await a_plan(world)


def hours(plan, begins, lasts):
    zone = some(plan.world.look(programme.fair, plan.day.scene.fair_id)).zone
    opens = Clock.at + timedelta(minutes=begins)
    closes = opens + timedelta(minutes=lasts)
    return {"opens_at": typed_of(opens, zone), "closes_at": typed_of(closes, zone)}


async def a_session(plan, begins, lasts):
    command = AddSession(fair_id=plan.day.scene.fair_id, **hours(plan, begins, lasts))
    made = await plan.world.do(command, plan.day.scene.organiser)
    await Hours(plan.world.server.dispatch).look(Clock.at)
    return made.session_id


async def agreed(plan, command):
    """Do what asks first, and say yes to what was asked."""
    with pytest.raises(SessionAsk) as asked:
        await plan.world.do(command, plan.day.scene.organiser)
    ((yes, _),) = asked.value.choices
    said = command.model_copy(update={"agreed": yes})
    await plan.world.do(said, plan.day.scene.organiser)


def proved(plan):
    return plan.world.look(verify_rows).differences == []


async def promised(plan, minutes=40):
    """Return a session of an hour and a half that runs, and somebody with a time in it."""
    session = await a_session(plan, 0, 90)
    [mine] = await plan.slots(minutes)
    who = await plan.day.seeker()
    return session, who, await plan.booked(who, mine)


async def test_before_a_session_ends_the_organiser_reads_how_many_appointments_it_takes(plan):
    session, _, mine = await promised(plan)

    with pytest.raises(SessionAsk, match="called off: 1"):
        await plan.world.do(EndSession(session_id=session), plan.day.scene.organiser)

    assert plan.one(mine).state == "booked"
    [still] = plan.world.look(programme.sessions, plan.day.scene.fair_id)
    assert still.state is SessionState.OPEN


async def test_a_session_without_appointments_ends_without_a_question(plan):
    session = await a_session(plan, 0, 90)
    await plan.world.do(EndSession(session_id=session), plan.day.scene.organiser)


async def test_who_has_a_time_in_a_session_that_was_ended_is_told_at_once_and_not_promised_on(plan):
    session, who, mine = await promised(plan)

    await agreed(plan, EndSession(session_id=session))

    assert (plan.one(mine).state, plan.one(mine).cause) == ("broken", "session")
    assert sum("does not take place" in one for one in plan.texts(who)) == 1
    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])
    assert CALLED_OFF in page
    assert "You need not queue for it" not in page
    assert proved(plan)


async def test_a_time_that_nobody_began_is_not_there_yet_no_more_once_its_session_is_ended(plan):
    """The fair stood still over it: its clock did too, and the page went on promising."""
    session, who, mine = await promised(plan)
    fair = {"fair_id": plan.day.scene.fair_id}
    await plan.until(mine, minutes=-3)
    await plan.world.do(PauseFair(**fair), plan.day.scene.organiser)
    await plan.until(mine, minutes=3)
    assert plan.one(mine).ahead

    await agreed(plan, EndSession(session_id=session))

    assert plan.one(mine).cause == "session"
    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])
    assert CALLED_OFF in page
    assert "Nobody is there yet" not in page
    await plan.world.do(ResumeFair(**fair), plan.day.scene.organiser)
    assert proved(plan)


async def test_who_waits_at_their_time_is_not_told_that_the_employer_was_away(plan):
    session, who, mine = await promised(plan)
    await plan.until(mine, minutes=3)
    assert plan.one(mine).state == "due"

    await plan.world.do(EndSession(session_id=session), plan.day.scene.organiser)

    assert (plan.one(mine).state, plan.one(mine).cause) == ("broken", "session")
    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])
    assert "Nobody of the employer was there" not in page
    assert proved(plan)


async def test_an_employer_who_called_nobody_until_a_session_ran_out_was_not_there(plan):
    _, _, mine = await promised(plan)
    await plan.until(mine, minutes=5)
    await plan.time_is(Clock.at + timedelta(minutes=90))
    await Hours(plan.world.server.dispatch).look(Clock.at)

    assert (plan.one(mine).state, plan.one(mine).cause) == ("broken", "absent")


async def test_a_fair_that_is_closed_early_is_the_cause_and_not_the_employer(plan):
    _, _, mine = await promised(plan)
    await plan.until(mine, minutes=3)
    await plan.world.do(CloseFair(fair_id=plan.day.scene.fair_id), plan.day.scene.organiser)
    assert plan.one(mine).cause == "fair"


@pytest.mark.parametrize("how", ["moved", "removed"])
async def test_a_session_that_is_moved_or_removed_asks_first_and_calls_its_times_off(plan, how):
    await a_session(plan, 0, 30)
    later = await a_session(plan, 40, 60)
    [slot_id] = await plan.slots(50)
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot_id)
    change = {
        "moved": ChangeSession(session_id=later, **hours(plan, 70, 60)),
        "removed": RemoveSession(session_id=later),
    }

    await agreed(plan, change[how])

    assert (plan.one(mine).state, plan.one(mine).cause) == ("broken", "hours")
    assert sum("does not take place" in one for one in plan.texts(who)) == 1


async def test_the_first_session_of_a_fair_asks_who_has_times_in_the_hours_it_leaves_out(plan):
    [slot_id] = await plan.slots(90)
    mine = await plan.booked(await plan.day.seeker(), slot_id)
    await agreed(plan, AddSession(fair_id=plan.day.scene.fair_id, **hours(plan, 0, 60)))
    assert plan.one(mine).cause == "hours"


async def test_a_yes_to_other_hours_is_no_yes(plan):
    await a_session(plan, 0, 30)
    later = await a_session(plan, 40, 60)
    [slot_id] = await plan.slots(50)
    await plan.booked(await plan.day.seeker(), slot_id)
    organiser = plan.day.scene.organiser
    change = ChangeSession(session_id=later, **hours(plan, 70, 60))
    with pytest.raises(SessionAsk) as asked:
        await plan.world.do(change, organiser)
    ((yes, _),) = asked.value.choices
    another = ChangeSession(session_id=later, **hours(plan, 80, 60), agreed=yes)
    with pytest.raises(SessionAsk):
        await plan.world.do(another, organiser)


async def test_without_a_script_the_question_is_a_page_whose_yes_ends_the_session(plan):
    session, _, mine = await promised(plan)
    async with plan.world.web(plan.day.scene.tokens["organiser"]) as web:
        form = shown((await web.get(f"/organise/fairs/{plan.day.scene.fair_id}")).text,
                     "session.end")  # fmt: skip
        page = await web.post("/commands/session.end", data={**form, "session_id": session})
        assert page.status_code == 409
        assert "Appointments that would be called off: 1" in page.text
        yes = page.text.partition('name="agreed" value="')[2].partition('"')[0]
        again = shown(page.text, "session.end")
        done = await web.post("/commands/session.end", data={**again, "agreed": yes})
        assert done.status_code == 303, done.text
    assert plan.one(mine).state == "broken"


async def test_no_time_is_opened_in_a_session_that_has_been_ended(plan):
    session = await a_session(plan, 0, 90)
    await plan.world.do(EndSession(session_id=session), plan.day.scene.organiser)
    with pytest.raises(SessionsOver):
        await plan.slots(40)


async def test_a_time_outside_reads_until_when_the_session_that_runs_takes_people(plan):
    await a_session(plan, 0, 60)
    await a_session(plan, 90, 60)
    fair = some(plan.world.look(programme.fair, plan.day.scene.fair_id))
    running = plan.world.look(programme.sessions, fair.id)[0]
    for minutes in (55, 76):
        with pytest.raises(SlotOutsideHours) as said:
            await plan.slots(minutes)
        named = said.value.values["hours"]
        assert named.startswith(str(typed_of(running.opens_at, fair.zone)).replace("T", " "))
