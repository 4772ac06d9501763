"""The day by which things are decided is the one at the fair's place, by the real commands.

Seventeen hours in Los Angeles are already tomorrow in UTC; half past seven in Shanghai is still
yesterday there.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from fair.contract.interviews import ConcludeInterview
from fair.contract.people import Register
from fair.contract.queue import JoinQueue
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import VISITOR, Actor, Refusal
from fair.desk import call_views as known_views
from fair.desk import views as desk_views
from fair.glossary import Outcome, Role
from fair.hiring import desk_views as hiring_views
from fair.interviews import reads as interview_reads
from fair.people import reads as people_reads
from fair.people import views as people_views
from fair.people.person import GROWN_UP, age
from fair.programme.store import fair_table
from fair.waiting import box_views
from fair.web import Viewer
from tests.queue.day import Day, a_day
from tests.queue.test_joining import post
from tests.world import World, some

LOS_ANGELES, SHANGHAI, NEW_YORK = "America/Los_Angeles", "Asia/Shanghai", "America/New_York"
YEAR = utc_now().year + 1
# Winter in Los Angeles: UTC-8.
FIVE_THERE = datetime(YEAR, 1, 13, 1, tzinfo=UTC)
TODAY = date(YEAR, 1, 12)
TOMORROW = date(YEAR, 1, 13)


async def moved(day: Day, zone: str, now: datetime) -> None:
    """Let the day's fair be at another place, at another time."""
    table = fair_table
    await day.world.work(
        lambda work: work.write(
            update(table).where(table.c.id == day.scene.fair_id).values(zone=zone)
        )
    )
    if now > utc_now():
        day.world.clock(now)


async def born(day: Day, who: Actor, on: date) -> None:
    await day.world.work(
        lambda work: work.connection.exec_driver_sql(
            "UPDATE person SET born_on = ? WHERE id = ?", (on.isoformat(), who.person_id)
        )
    )


async def at_a_fair_in(world: World, zone: str, now: datetime) -> Day:
    day = await a_day(world)
    await moved(day, zone, now)
    return day


async def register(day: Day, birthday: date) -> Actor:
    made = await day.world.do(
        Register(
            fair_id=day.scene.fair_id, given_name="Lan", phone="138 1234 9999", born_on=birthday
        ),
        VISITOR,
    )  # fmt: skip
    return Actor(Role.SEEKER, person_id=made.person_id)


def sixteen(on: date) -> date:
    return on.replace(year=on.year - 16)


async def test_who_turns_sixteen_tomorrow_there_is_under_sixteen_though_it_is_tomorrow_in_utc(
    world: World,
) -> None:
    day = await at_a_fair_in(world, LOS_ANGELES, FIVE_THERE)
    with pytest.raises(Refusal) as said:
        await register(day, sixteen(TOMORROW))
    assert said.value.code == "under-age"
    assert (await register(day, sixteen(TODAY))).person_id


async def test_who_turns_sixteen_today_there_takes_part_though_it_is_yesterday_in_utc(
    world: World,
) -> None:
    half_past_seven = datetime(YEAR, 3, 1, 23, 30, tzinfo=UTC)
    day = await a_day(world)
    await post(day)
    await moved(day, SHANGHAI, half_past_seven)
    who = await register(day, sixteen(date(YEAR, 3, 2)))

    await day.join(who)

    (row,) = world.rows("SELECT data FROM ledger WHERE kind = 'person.registered'")[-1:]
    assert '"16-17"' in row.data
    assert some(world.look(people_reads.person, who.person_id)).born_on == date(YEAR - 16, 3, 2)


@pytest.mark.parametrize(
    ("zone", "now", "birthday", "joins"),
    [
        (LOS_ANGELES, FIVE_THERE, sixteen(TOMORROW), False),
        (LOS_ANGELES, FIVE_THERE, sixteen(TODAY), True),
        (SHANGHAI, FIVE_THERE + timedelta(hours=15, minutes=30), sixteen(TOMORROW), True),
        (SHANGHAI, FIVE_THERE + timedelta(hours=15, minutes=30), sixteen(date(YEAR, 1, 14)), True),
        (SHANGHAI, FIVE_THERE + timedelta(hours=14, minutes=30), sixteen(date(YEAR, 1, 14)), False),
    ],
)
async def test_a_queue_is_joined_from_the_birthday_on_that_the_fairs_place_has(
    world: World, zone: str, now: datetime, birthday: date, joins: bool
) -> None:
    day = await a_day(world)
    await post(day)
    who = await day.seeker()
    await born(day, who, birthday)
    await moved(day, zone, now)
    command = JoinQueue(booth_id=day.booth_id)
    if joins:
        assert (await world.do(command, who)).number
    else:
        with pytest.raises(Refusal) as said:
            await world.do(command, who)
        assert said.value.code == "under-age"


async def test_who_is_protected_today_there_is_so_on_every_page(world: World) -> None:
    now = utc_now()
    # There it is another day than in UTC, for an hour at least.
    zone = "Etc/GMT+12" if now.hour < 11 else "Pacific/Kiritimati"
    there, utc = day_at(now, zone), day_at(now, "UTC")
    day = await a_day(world)
    who = await day.seeker()
    await day.join(who, ready_in=0)
    await post(day, night_work="yes")
    call_id = (await day.call()).call_id
    await day.answer(who, call_id)
    await moved(day, zone, now)
    mei = Viewer(day.scene.recruiter, "en", "UTC")
    for eighteen_on in (there, utc):
        days = (eighteen_on - timedelta(days=18 * 365 + n) for n in range(30))
        birthday = max(one for one in days if age(one, eighteen_on) >= GROWN_UP)
        await born(day, who, birthday)
        protected = age(birthday, there) < GROWN_UP
        (row,) = world.look(desk_views.desk, mei, day.booth_id)["rows"]
        assert row.protected is protected
        known = world.look(known_views.known, mei, call_id)
        card = world.look(people_views.card, mei, who.person_id, known["today"])
        assert card["protected"] is protected
        panel = world.look(hiring_views.panel, mei, call_id)
        assert panel["today"] == there
        assert bool(panel["choices"]) is not protected
        mine = Viewer(who, "en", "UTC")
        assert bool(world.look(box_views.box, mine, day.booth_id)["posts"]) is not protected


# --- next steps -----------------------------------------------------------------------------------


async def a_talk(day: Day) -> str:
    who = await day.seeker()
    await day.join(who, ready_in=0)
    called = await day.call()
    await day.talk(who, called.call_id)
    return str(some(day.world.look(interview_reads.interview_of_call, called.call_id)).id)


async def says(day: Day, interview_id: str, when: str) -> Any:
    step = ConcludeInterview.model_validate(
        {"interview_id": interview_id, "outcome": Outcome.NEXT_STEP, "what": "Trial shift",
         "where": "Gate 2", "when": when},
    )  # fmt: skip
    await day.world.do(step, day.scene.recruiter)
    return some(day.world.look(interview_reads.interview, interview_id)).when


async def talked_in(world: World, zone: str, now: datetime) -> tuple[Day, str]:
    day = await a_day(world)
    interview_id = await a_talk(day)
    await moved(day, zone, now)
    return day, interview_id


async def test_a_next_step_may_be_this_evening_there_though_it_is_tomorrow_in_utc(
    world: World,
) -> None:
    day, talk = await talked_in(world, LOS_ANGELES, FIVE_THERE)
    with pytest.raises(Refusal) as said:
        await says(day, talk, f"{TODAY - timedelta(days=1)}T19:00")
    assert said.value.code == "date-not-possible"
    when = await says(day, talk, f"{TODAY}T19:00")
    assert str(when) == f"{TODAY}T19:00"


async def test_a_next_step_is_no_hour_that_the_night_leaves_out_and_one_of_two_that_it_repeats(
    world: World,
) -> None:
    day, talk = await talked_in(world, NEW_YORK, FIVE_THERE)
    before = day.everything()
    forward, back = "2037-03-08", "2037-11-01"
    for text, code in ((f"{forward}T02:30", "no-such-time"), (f"{back}T01:30", "time-twice")):
        with pytest.raises(Refusal) as said:
            await says(day, talk, text)
        assert (said.value.code, said.value.field) == (code, "when")
    assert day.everything() == before
    assert str(await says(day, talk, f"{back}T01:30 second")) == f"{back}T01:30 second"
    # An instant that a program sends is kept by the fair's clocks.
    assert str(await says(day, talk, "2037-07-01T12:00+00:00")) == "2037-07-01T08:00"


async def test_a_promise_to_answer_begins_tomorrow_there(world: World) -> None:
    day, talk = await talked_in(world, LOS_ANGELES, FIVE_THERE)

    def until(on: date) -> ConcludeInterview:
        return ConcludeInterview(interview_id=talk, outcome=Outcome.ON_HOLD, until=on)

    with pytest.raises(Refusal) as said:
        await world.do(until(TODAY), day.scene.recruiter)
    assert said.value.code == "hold-too-long"
    await world.do(until(TOMORROW), day.scene.recruiter)
