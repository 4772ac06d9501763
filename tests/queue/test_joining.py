"""Who may join with which post: it goes along, and nobody under 18 is led to some work."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from fair.contract.vacancies import VacancyCreate, VacancyOpen, VacancyWithdraw
from fair.days import day_at
from fair.db import utc_now
from fair.people.person import age
from fair.people.refusals import UnderAge
from fair.programme.store import fair_table
from fair.queue.store import ticket_table
from fair.tickets import refusals
from tests.hiring.stage import POST
from tests.queue.day import Day, a_day


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def draft(day, booth_id="", by=None, **cells):
    command = VacancyCreate(booth_id=booth_id or day.booth_id, head_count="2", **POST | cells)
    return (await day.world.do(command, by or day.scene.recruiter)).vacancy_id


async def post(day, booth_id="", by=None, **cells):
    """Open a post; one for adults only says so, as it must."""
    adults = {"min_age": "18"} if set(cells) & {"night_work", "hazardous"} else {}
    vacancy_id = await draft(day, booth_id, by, **adults, **cells)
    await day.world.do(VacancyOpen(vacancy_id=vacancy_id), by or day.scene.recruiter)
    return vacancy_id


def who_turned(years):
    """Return the birth date of somebody whose birthday is today, where the fair is."""
    today = day_at(utc_now(), "Asia/Shanghai")
    days = (today - timedelta(days=365 * years + n) for n in range(-2, 30))
    return max(born for born in days if age(born, today) >= years)


TOMORROW = timedelta(days=1)


async def test_a_chosen_post_goes_along_on_the_ticket_in_the_order_chosen(day):
    first, second = await post(day), await post(day, title="Cutter")
    who = await day.seeker()
    ticket_id = await day.join(who, vacancy_ids=(second, first, second))
    assert day.ticket(ticket_id).vacancy_ids == (second, first)


async def test_a_post_of_another_booth_is_refused_wherever_it_stands_in_the_list(day):
    other = await day.another_booth()
    here, there = await post(day), await post(day, other, day.recruiter_of(other))
    who = await day.seeker()
    before = day.everything()
    for chosen in ((there,), (there, here), (here, there)):
        with pytest.raises(refusals.PostElsewhere):
            await day.join(who, vacancy_ids=chosen)
    assert day.everything() == before
    await day.join(who, other, vacancy_ids=(there,))


async def test_only_an_open_post_can_be_chosen(day):
    unopened, gone = await draft(day), await post(day)
    await day.world.do(VacancyWithdraw(vacancy_id=gone), day.scene.recruiter)
    who = await day.seeker()
    for chosen in (unopened, gone):
        with pytest.raises(refusals.PostElsewhere):
            await day.join(who, vacancy_ids=(chosen,))
    await day.join(who)


@pytest.mark.parametrize("cells", [{"night_work": "yes"}, {"hazardous": "yes"}, {"min_age": "18"}])
async def test_the_day_before_eighteen_night_and_hazard_are_refused_and_on_the_day_they_are_open(
    day, cells
):
    adults_only = await post(day, **cells)
    young = await day.seeker(born=who_turned(18) + TOMORROW)
    before = day.everything()
    with pytest.raises(refusals.PostProtected):
        await day.join(young, vacancy_ids=(adults_only,))
    assert day.everything() == before
    grown = await day.seeker(born=who_turned(18))
    assert day.ticket(await day.join(grown, vacancy_ids=(adults_only,))).state == "waiting"


async def test_one_protected_post_among_others_is_enough_for_a_refusal(day):
    daytime, night = await post(day), await post(day, night_work="yes")
    young = await day.seeker(born=who_turned(17))
    for chosen in ((daytime, night), (night, daytime)):
        with pytest.raises(refusals.PostProtected):
            await day.join(young, vacancy_ids=chosen)


async def test_sixteen_and_seventeen_may_choose_what_is_safe_for_them(day):
    daytime = await post(day)
    for born in (who_turned(16), who_turned(18) + TOMORROW):
        ticket_id = await day.join(await day.seeker(born=born), vacancy_ids=(daytime,))
        assert day.ticket(ticket_id).vacancy_ids == (daytime,)


async def test_the_day_before_sixteen_nobody_joins_and_on_the_day_one_does(day):
    await post(day)
    early, right = who_turned(16) + TOMORROW, who_turned(16)
    child = await day.seeker()
    await day.world.work(
        lambda work: work.connection.exec_driver_sql(
            "UPDATE person SET born_on = ? WHERE id = ?", (early.isoformat(), child.person_id)
        )
    )
    with pytest.raises(UnderAge):
        await day.join(child)
    await day.join(await day.seeker(born=right))


@pytest.mark.parametrize("most", [1, 2])
async def test_the_organiser_sets_how_many_queues_one_may_stand_in(day, most):
    await day.world.work(
        lambda work: work.write(
            update(fair_table).where(fair_table.c.id == day.scene.fair_id).values(most_tickets=most)
        )
    )
    who = await day.seeker()
    for booth_id in (day.booth_id, await day.another_booth())[:most]:
        await day.join(who, booth_id)
    with pytest.raises(refusals.TooManyQueues) as refused:
        await day.join(who, await day.another_booth())
    assert refused.value.values == {"most": most}


async def test_places_at_another_fair_do_not_count_against_the_limit_here(day):
    who = await day.seeker()
    booths = [await day.another_booth() for _ in range(3)]
    for booth_id in booths:
        await day.join(who, booth_id)
    with pytest.raises(refusals.TooManyQueues):
        await day.join(who)
    await day.world.work(
        lambda work: work.write(
            update(ticket_table)
            .where(ticket_table.c.booth_id == booths[0])
            .values(fair_id="f00000000009")
        )
    )
    await day.join(who)
