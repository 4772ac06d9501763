"""Who is 16 or 17 is rung and offered work only where a post is open to them: every door."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text, update

from fair.contract.hiring import WithdrawOffer
from fair.contract.people import AnswerQuestion
from fair.contract.queue import CallByName, CallNext, ChooseAfter, LeaveQueue, Phoned, ReturnToQueue
from fair.contract.vacancies import VacancyChange, VacancyWithdraw
from fair.decisions import Refusal
from fair.people.refusals import NoSuchAnswer
from fair.people.store import person_table
from fair.queue.store import ticket_table
from fair.tickets import closing
from fair.waiting import box_views
from fair.web import Viewer
from tests.hiring.stage import POST, a_stage
from tests.queue.day import Day, a_day
from tests.queue.test_joining import TOMORROW, post, who_turned

AGES = {"15": 16, "16": 16, "17": 18, "18": 18}  # who turned so many; 15 and 17 turn tomorrow
GROWN_UP = {"18"}
KINDS = {
    "day": {},
    "night": {"night_work": "yes"},
    "hazardous": {"hazardous": "yes"},
    "said": {"min_age": "18"},
    "none": None,
}
STANDS = {
    "come_back": {"state": "parked"},
    "phone_me": {"state": "closed"},
    "phoned": {"state": "closed", "choice": "phone_me"},
}
DOORS = ("join", "call_next", "call_by_name", "come_back", "phone_me", "phoned", "page")


def born(age: str) -> date:
    return who_turned(AGES[age]) + (TOMORROW if age in ("15", "17") else timedelta())


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def is_of(day: Day, who, age: str) -> None:
    """From now on the person is so old, whatever was asked when joining."""
    table = person_table
    await day.world.work(
        lambda work: work.write(
            update(table).where(table.c.id == who.person_id).values(born_on=born(age))
        )
    )


async def stands(day: Day, ticket_id: str, **values) -> None:
    await day.world.work(
        lambda work: work.write(
            update(ticket_table).where(ticket_table.c.id == ticket_id).values(**values)
        )
    )


async def through(day: Day, door: str, age: str) -> str:
    """Go through a door at this age; return the refusal's code, or empty where it is open."""
    who, recruiter = await day.seeker(), day.scene.recruiter
    if door in ("join", "page"):
        await is_of(day, who, age)
    if door == "page":
        box = day.world.look(box_views.box, Viewer(who, "en", "Asia/Shanghai"), day.booth_id)
        return "for-adults" if box["for_adults"] else ""
    try:
        ticket_id = await day.join(who)
        await is_of(day, who, age)
        await stands(day, ticket_id, **STANDS.get(door, {"held": ""}))
        asked = {
            "call_next": (CallNext(booth_id=day.booth_id), recruiter),
            "call_by_name": (CallByName(ticket_id=ticket_id, reason="promised"), recruiter),
            "come_back": (ReturnToQueue(ticket_id=ticket_id), who),
            "phone_me": (ChooseAfter(ticket_id=ticket_id, choice="phone_me"), who),
            "phoned": (Phoned(ticket_id=ticket_id), recruiter),
        }
        if door in asked:
            await day.world.do(*asked[door])
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", KINDS)
async def test_each_door_is_open_to_whom_a_post_is_open(day, door, kind):
    cells = KINDS[kind]
    if cells is not None:
        await post(day, **cells)
    if door == "call_by_name":
        await day.world.work(lambda work: work.write(text("UPDATE queue SET calls = 100")))

    for age in ("15", "16", "17", "18"):
        if door == "page" and age == "15":
            continue  # no such person ever comes
        code = await through(day, door, age)
        opened = age in GROWN_UP or (age != "15" and kind == "day")
        assert (code == "") is opened, f"{door} at {age} for {kind}: {code!r}"
        await over(day)


async def over(day: Day) -> None:
    """Everybody goes, so that the next one finds the booth as it was."""
    await day.world.work(lambda work: work.write(text("UPDATE ticket SET state = 'left'")))
    await day.world.work(lambda work: work.write(text("UPDATE call SET state = 'cancelled'")))


@pytest.mark.parametrize("how", ["changed", "withdrawn"])
async def test_whoever_waits_hears_it_when_the_last_post_for_them_is_gone(day, how):
    safe = await post(day)
    await post(day, night_work="yes")
    young, grown = await day.seeker(born=born("17")), await day.seeker()
    mine, theirs = await day.join(young, vacancy_ids=(safe,)), await day.join(grown)

    change = (
        VacancyChange(
            vacancy_id=safe, head_count="2", **{**POST, "hazardous": "yes", "min_age": "18"}
        )
        if how == "changed"
        else VacancyWithdraw(vacancy_id=safe)
    )
    await day.world.do(change, day.scene.recruiter)

    assert (day.ticket(mine).state, day.ticket(mine).cause) == ("closed", "adults")
    assert not closing.chooses(day.ticket(mine))
    assert day.ticket(theirs).state == "waiting"
    texts = day.world.rows(f"SELECT text FROM signal WHERE person_id = '{young.person_id}'")
    assert "under 18" in texts[-1].text
    called = await day.call()
    assert called.ticket_id == theirs


async def test_a_ring_stops_when_its_post_is_no_more_for_the_person(day):
    safe = await post(day)
    ticket_id = await day.join(await day.seeker(born=born("16")))
    call = await day.call()

    await day.world.do(VacancyWithdraw(vacancy_id=safe), day.scene.recruiter)

    assert day.ticket(ticket_id).state == "closed"
    (row,) = day.world.rows(f"SELECT state FROM call WHERE id = '{call.call_id}'")
    assert row.state == "cancelled"


async def test_a_named_post_that_is_for_adults_now_is_named_no_more(day):
    changing, staying = await post(day), await post(day, title="Cutter")
    ticket_id = await day.join(await day.seeker(born=born("17")), vacancy_ids=(changing, staying))

    change = {**POST, "night_work": "yes", "min_age": "18"}
    await day.world.do(
        VacancyChange(vacancy_id=changing, head_count="2", **change), day.scene.recruiter
    )

    assert day.ticket(ticket_id).vacancy_ids == (staying,)
    assert day.ticket(ticket_id).state == "waiting"
    await day.call()
    (row,) = day.world.rows("SELECT post FROM call")
    assert row.post == "Cutter"


async def test_a_reserve_offer_becomes_firm_only_where_the_post_is_still_open_to_the_person(world):
    stage = await a_stage(world, head_count=1)
    first = await stage.talked("Wang")
    young = await stage.talked("Xiao", born_on=born("17"))
    grown = await stage.talked("Zhou")
    holding = await stage.offered(first)
    waits = [await stage.offered(one, as_reserve=True) for one in (young, grown)]
    change = {**POST, "night_work": "yes", "min_age": "18"}
    await world.do(VacancyChange(vacancy_id=stage.vacancy_id, head_count="1", **change), stage.mei)

    await world.do(WithdrawOffer(offer_id=holding, reason="need"), stage.mei)

    assert [stage.offer(one).state for one in waits] == ["withdrawn", "firm"]
    assert stage.offer(waits[0]).reason == "adults"


async def test_leaving_is_open_to_everybody(day):
    await post(day)
    young = await day.seeker(born=born("16"))
    ticket_id = await day.join(young)
    await is_of(day, young, "15")

    await day.world.do(LeaveQueue(ticket_id=ticket_id), young)

    assert day.ticket(ticket_id).state == "left"


async def test_no_booth_is_shown_to_whom_it_has_nothing_to_offer(day):
    safe, adults = await day.another_booth(), day.booth_id
    await post(day, night_work="yes")
    await post(day, safe, day.recruiter_of(safe))
    young, grown = await day.seeker(born=born("17")), await day.seeker()
    for who, seen in ((young, False), (grown, True)):
        async with day.world.web(day.tokens[who.person_id]) as web:
            for path in ("booths", "foyer"):
                hall = await web.get(f"/halls/{day.scene.hall_id}/{path}")
                assert (f"/booths/{adults}" in hall.text) is seen, path
                assert f"/booths/{safe}" in hall.text


async def test_no_question_offers_work_abroad_to_whom_it_is_refused(day):
    young, grown = await day.seeker(born=born("17")), await day.seeker()
    asked = AnswerQuestion(question="places", values=("abroad",))
    with pytest.raises(NoSuchAnswer):
        await day.world.do(asked, young)
    await day.world.do(asked, grown)
    for who, offered in ((young, False), (grown, True)):
        async with day.world.web(day.tokens[who.person_id]) as web:
            page = await web.get("/me/questions?question=places")
            assert ('value="abroad"' in page.text) is offered


async def test_a_lapsed_number_offers_no_way_back_to_work_for_adults_only(day):
    await post(day, night_work="yes")
    who = await day.seeker()
    ticket_id = await day.join(who)
    await stands(day, ticket_id, state="lapsed", cause="missed")
    async with day.world.web(day.tokens[who.person_id]) as web:
        assert "Take a new number" in (await web.get("/queues")).text
        await is_of(day, who, "17")
        page = (await web.get("/queues")).text
    assert "Take a new number" not in page
    assert "phone_me" not in page
    assert "Posts that are open to you" in page
