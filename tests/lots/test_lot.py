"""The lot of the first five minutes: a number is drawn, and being first wins nothing."""

import hashlib
from datetime import timedelta

import pytest

from fair.contract.booths import BoothCreate
from fair.contract.employers import EmployerInvite
from fair.contract.lots import CloseLots, DrawLot
from fair.contract.queue import LeaveQueue, StayInQueue
from fair.decisions import NotAllowed, TooMany
from fair.glossary import EmployerKind, Role
from fair.lots import lot as rules
from fair.lots import reads as lots
from fair.programme.refusals import FairNotOpen
from fair.queue import reads
from fair.tickets import refusals
from fair.tickets.refusals import LeftForGood
from tests.booths.scene import a_scene, seen, staff
from tests.lots.morning import a_morning, draws, hours, opens, wrong_rows
from tests.queue.day import Day


@pytest.fixture
async def day(world) -> Day:
    return await a_morning(world)


def line(day):
    return [one.ticket_id for one in day.world.look(reads.in_order, day.booth_id)]


async def test_who_joins_before_opening_or_in_its_first_five_minutes_draws_a_number_by_lot(day):
    early = await day.waiting(12)
    await opens(day)
    early += await day.waiting(4)
    before = {one: day.ticket(one) for _, one in early}
    assert all(one.undrawn for one in before.values())

    lot = await draws(day)
    late = await day.waiting(2)

    after = {one: day.ticket(one) for _, one in early}
    assert {one.number for one in after.values()} == {one.number for one in before.values()}
    assert [after[one].number for _, one in early] != [before[one].number for _, one in early]
    assert line(day) == [
        *sorted(after, key=lambda one: after[one].number), *(one for _, one in late),
    ]  # fmt: skip
    assert dict(lot.numbers) == {one: ticket.number for one, ticket in after.items()}
    assert not any(day.ticket(one).undrawn for _, one in [*early, *late])
    assert day.world.chain_holds()
    assert wrong_rows(day.world) == []


async def test_the_lot_is_seeded_from_a_published_head_and_the_list_and_recomputable_by_anybody(
    day,
):
    people = await day.waiting(9)
    await opens(day)
    lot = await draws(day)

    async with day.world.web() as stranger:
        told = (await stranger.get(f"/booths/{day.booth_id}/lot.txt")).text
    rows = [row.split() for row in told.splitlines()]
    head = next(row[1] for row in rows if row[0] == "head")
    numbers = {row[1]: int(row[2]) for row in rows if row[0] == "ticket"}

    def sha(text):
        return hashlib.sha256(text.encode()).hexdigest()

    seed = sha("\n".join([head, *sorted(numbers)]))
    order = sorted(numbers, key=lambda one: sha(f"{seed} {one}"))
    assert {one: at for at, one in enumerate(order, 1)} == numbers
    assert numbers == {one: day.ticket(one).number for _, one in people}
    signed = day.world.rows("select number, digest from ledger_head")
    assert [one.number for one in signed if one.digest in head] > [lot.after]
    page = await seen(day.scene, f"/booths/{day.booth_id}/lot")
    assert head in page
    assert all(one in page for one in numbers)


async def test_the_lines_of_python_on_the_page_draw_the_same_numbers(day, tmp_path, monkeypatch):
    await day.waiting(5)
    file = tmp_path / "lot.txt"
    lot = await draws(day)
    monkeypatch.setattr("sys.argv", ["draw.py", str(file)])
    file.write_text(rules.told(lot))
    exec(rules.HOW, {})

    (_, first), (_, second), *_ = lot.order
    changed = (
        rules.told(lot).replace(f"{first} 1", f"{first} 2").replace(f"{second} 2", f"{second} 1")
    )
    file.write_text(changed)
    with pytest.raises(AssertionError):
        exec(rules.HOW, {})


async def test_the_numbers_wait_for_a_head_that_nobody_knew_when_the_list_was_closed(day):
    await day.waiting(3)
    await day.world.server.anchors.begin()
    await day.world.server.anchors.drop()
    await day.world.do(CloseLots(fair_id=day.scene.fair_id))
    await day.world.do(DrawLot(booth_id=day.booth_id))
    assert day.world.look(lots.lot, day.booth_id).drawn_at is None
    assert all(day.ticket(one).undrawn for one in line(day))

    await day.world.server.anchors.drop()
    await day.world.do(DrawLot(booth_id=day.booth_id))
    drawn = day.world.look(lots.lot, day.booth_id)
    await day.world.do(DrawLot(booth_id=day.booth_id))  # the clock may ring twice
    assert drawn.drawn_at
    assert day.world.look(lots.lot, day.booth_id) == drawn


async def test_without_a_signed_head_for_a_minute_the_ledger_itself_seeds_the_lot(day):
    await day.waiting(3)
    await day.world.do(CloseLots(fair_id=day.scene.fair_id))
    closed = day.world.look(lots.lot, day.booth_id).closed_at
    day.world.clock(closed + timedelta(seconds=61))
    await day.world.do(DrawLot(booth_id=day.booth_id))
    assert day.world.look(lots.lot, day.booth_id).head.startswith("FAIR-HEAD.1.")
    assert sorted(day.ticket(one).number for one in line(day)) == [1, 2, 3]


async def test_until_the_draw_the_ticket_says_that_being_first_wins_nothing(day):
    me = await day.seeker()
    await day.join(me)
    page = await seen(day.scene, "/queues", day.tokens[me.person_id])
    assert "Numbers are drawn by lot" in page
    assert "being first wins nothing" in page
    assert "ticket__place" not in page
    await opens(day)
    await draws(day)
    page = await seen(day.scene, "/queues", day.tokens[me.person_id])
    assert "being first wins nothing" not in page
    assert "ticket__place" in page


async def test_before_the_draw_a_call_takes_one_of_those_who_stand_there_by_chance(day):
    people = await day.waiting(14)
    await opens(day)
    stands = line(day)
    assert stands != [one for _, one in people]
    called = await day.call()
    assert called.ticket_id == stands[0]
    assert not day.world.rows("select id from overtake")


async def test_nobody_is_told_a_time_before_the_draw(day):
    await day.waiting(3)
    await opens(day)
    await day.look()
    assert not day.world.rows("select ticket_id from forecast")
    await draws(day)
    await day.look()
    assert len(day.world.rows("select ticket_id from forecast")) == 3


async def test_who_leaves_and_joins_again_gains_nothing_they_could_know(day):
    """A crook who rolls the dice again sees no number, no place and no time by which to choose."""
    me = await day.seeker()
    first = await day.join(me)
    await day.world.do(LeaveQueue(ticket_id=first), me)
    again = await day.join(me)
    page = await seen(day.scene, "/queues", day.tokens[me.person_id])
    assert day.ticket(again).undrawn
    assert 'ticket__number"' not in page
    lot = await draws(day)
    assert again in lot.listed


async def test_who_steps_out_for_the_moment_of_the_closing_is_drawn_with_the_others(day):
    """A crook who came first would else take leaving back after the draw, as number one."""
    people = await day.waiting(3)
    me, mine = people[0]
    await day.world.do(LeaveQueue(ticket_id=mine), me)
    lot = await draws(day)
    assert mine in lot.listed
    await day.world.do(StayInQueue(ticket_id=mine), me)
    assert not day.ticket(mine).undrawn
    assert day.ticket(mine).number == lot.numbers[mine]
    assert wrong_rows(day.world) == []


async def test_who_takes_leaving_back_between_the_closing_and_the_draw_waits_for_the_draw(day):
    people = await day.waiting(3)
    me, mine = people[0]
    await day.world.do(CloseLots(fair_id=day.scene.fair_id))
    await day.world.do(LeaveQueue(ticket_id=mine), me)
    await day.world.do(StayInQueue(ticket_id=mine), me)
    assert day.ticket(mine).undrawn
    lot = await draws(day)
    assert day.ticket(mine).number == lot.numbers[mine]
    assert wrong_rows(day.world) == []


async def test_who_joined_again_has_one_number_in_the_lot_and_not_the_better_of_two(day):
    me = await day.seeker()
    first = await day.join(me)
    await day.world.do(LeaveQueue(ticket_id=first), me)
    again = await day.join(me)
    await draws(day)
    await day.world.do(LeaveQueue(ticket_id=again), me)
    with pytest.raises(LeftForGood):
        await day.world.do(StayInQueue(ticket_id=first), me)


async def test_a_fair_that_is_no_more_than_a_draft_gathers_nobody(world):
    scene = await a_scene(world)
    await scene.licensed()
    day = Day(world, scene, booths=[scene.booth_id])
    me = await day.seeker()
    with pytest.raises(FairNotOpen):
        await day.join(me)


async def test_an_employer_whose_licence_nobody_verified_gathers_nobody_before_the_opening(day):
    world, scene = day.world, day.scene
    command = EmployerInvite(legal_name="Unknown", kind=EmployerKind.AGENCY, email="u@example.com")
    employer = await world.do(command, scene.organiser)
    booth = await world.do(
        BoothCreate(hall_id=scene.hall_id, employer_id=employer.employer_id), scene.organiser
    )
    with pytest.raises(refusals.BoothIsClosed):
        await day.join(await day.seeker(), booth.booth_id)


async def test_nobody_but_the_clock_closes_a_list_or_draws(day):
    recruiter, _ = await staff(day.world, "Rui", Role.RECRUITER, day.scene.employer_id)
    for who in (await day.seeker(), recruiter, day.scene.organiser):
        for command in (CloseLots(fair_id=day.scene.fair_id), DrawLot(booth_id=day.booth_id)):
            with pytest.raises(NotAllowed):
                await day.world.do(command, who)


async def test_the_draw_follows_the_hours_and_a_fair_that_opens_late_by_hand_has_drawn_before(day):
    def left():
        return day.world.look(lots.closes_at, day.scene.fair_id)

    first = left()
    await hours(day, opens_in=timedelta(minutes=90))
    assert left() - first > timedelta(minutes=59)
    await opens(day)  # an hour and a half too early
    assert left() - day.world.database._last_now <= timedelta(minutes=5)


async def test_leaving_and_joining_before_the_lot_draws_no_other_place(day):
    await day.waiting(6)
    ((who, mine),) = await day.waiting(1)
    stood = line(day).index(mine)
    rank = day.ticket(mine).rank
    for _ in range(4):
        await day.world.do(LeaveQueue(ticket_id=mine), who)
        mine = await day.join(who)
        assert day.ticket(mine).undrawn
        assert day.ticket(mine).rank == rank
    assert line(day).index(mine) == stood
    assert wrong_rows(day.world) == []

    await opens(day)
    lot = await draws(day)
    assert len(lot.numbers) == 7
    assert mine in lot.numbers
    assert wrong_rows(day.world) == []


async def test_who_leaves_and_joins_again_and_again_is_soon_asked_to_wait(day):
    who = await day.seeker()
    for _ in range(10):
        await day.world.do(LeaveQueue(ticket_id=await day.join(who)), who)
    with pytest.raises(TooMany):
        await day.join(who)
