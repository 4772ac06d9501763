"""A fair opens and closes at its hours by itself, over pauses and restarts."""

from datetime import timedelta
from pathlib import Path

import pytest

from fair.contract.programme import ChangeFair, CreateFair, OpenFair, PauseFair, PublishFair
from fair.contract.programme_halls import AddHall, ChangeHall
from fair.days import typed_of
from fair.db import utc_now
from fair.decisions import Actor
from fair.glossary import FairState, Role
from fair.hours import Hours
from fair.programme import reads
from fair.programme.refusals import HallNamedSo, HoursPast
from tests.world import World, running

ORGANISER = Actor(Role.ORGANISER, account_id="a00000000001")
ZONE = "Asia/Shanghai"


async def a_fair(world: World, opens_in: float = 1, lasts: float = 3) -> str:
    """Make a fair with a hall that opens in so many hours and lasts so many."""
    opens_at = utc_now() + timedelta(hours=opens_in)
    made = await world.do(
        CreateFair(
            title="Thursday",
            zone=ZONE,
            opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=lasts),
            hall_titles={"en": "Garments", "ja": "縫製"},
        ),
        ORGANISER,
    )
    return str(made.fair_id)


def state(world: World, fair_id: str) -> FairState:
    return world.look(reads.fair, fair_id).state


async def hours_pass(world: World, hours: float) -> None:
    later = utc_now() + timedelta(hours=hours)
    world.clock(later)
    await Hours(world.server.dispatch).look(later)


async def test_a_published_fair_opens_at_its_hour_and_closes_at_its_end(world):
    fair_id = await a_fair(world)
    await world.do(PublishFair(fair_id=fair_id), ORGANISER)

    await hours_pass(world, 0.5)
    assert state(world, fair_id) is FairState.PUBLISHED
    await hours_pass(world, 1.1)
    assert state(world, fair_id) is FairState.OPEN
    await hours_pass(world, 3.9)
    assert state(world, fair_id) is FairState.OPEN
    await hours_pass(world, 4.1)
    assert state(world, fair_id) is FairState.CLOSED
    assert "fair.sealed" in world.kinds(fair_id)


async def test_a_fair_on_a_pause_closes_at_its_end_too(world):
    fair_id = await a_fair(world)
    for command in (PublishFair, OpenFair, PauseFair):
        await world.do(command(fair_id=fair_id), ORGANISER)

    await hours_pass(world, 4.1)

    assert state(world, fair_id) is FairState.CLOSED


async def test_a_draft_and_a_fair_that_nobody_opened_in_time_stay_as_they_are(world):
    draft, missed = await a_fair(world), await a_fair(world)
    await world.do(PublishFair(fair_id=missed), ORGANISER)

    await hours_pass(world, 5)

    assert state(world, draft) is FairState.DRAFT
    assert state(world, missed) is FairState.PUBLISHED


async def test_hours_act_after_a_restart(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        fair_id = await a_fair(world)
        await world.do(PublishFair(fair_id=fair_id), ORGANISER)
    async with running(tmp_path) as world:
        await hours_pass(world, 2)
        assert state(world, fair_id) is FairState.OPEN


async def test_who_presses_open_just_after_the_clock_did_is_not_told_off(world):
    fair_id = await a_fair(world)
    await world.do(PublishFair(fair_id=fair_id), ORGANISER)
    await hours_pass(world, 1.1)

    await world.do(OpenFair(fair_id=fair_id), ORGANISER)

    assert world.kinds(fair_id).count("fair.opened") == 1


async def test_changed_hours_count_from_then_on(world):
    fair_id = await a_fair(world)
    await world.do(PublishFair(fair_id=fair_id), ORGANISER)
    fair = world.look(reads.fair, fair_id)
    later = ChangeFair(
        fair_id=fair_id,
        title=fair.title,
        zone=ZONE,
        opens_at=typed_of(fair.opens_at + timedelta(days=1), ZONE),
        closes_at=typed_of(fair.closes_at + timedelta(days=1), ZONE),
    )
    await world.do(later, ORGANISER)

    await hours_pass(world, 2)

    assert state(world, fair_id) is FairState.PUBLISHED


async def test_hours_that_are_over_are_refused_in_words(world):
    past = await a_fair(world, opens_in=-5, lasts=3)
    with pytest.raises(HoursPast, match="are over already"):
        await world.do(PublishFair(fair_id=past), ORGANISER)

    ahead = await a_fair(world)
    await world.do(PublishFair(fair_id=ahead), ORGANISER)
    fair = world.look(reads.fair, ahead)
    back = ChangeFair(
        fair_id=ahead,
        title=fair.title,
        zone=ZONE,
        opens_at=typed_of(fair.opens_at - timedelta(days=2), ZONE),
        closes_at=typed_of(fair.closes_at - timedelta(days=2), ZONE),
    )
    with pytest.raises(HoursPast):
        await world.do(back, ORGANISER)
    assert world.look(reads.fair, ahead).opens_at == fair.opens_at


async def test_two_halls_of_a_fair_never_have_one_name_however_it_is_typed(world):
    fair_id = await a_fair(world)
    for twin in (
        {"en": "garments"},
        {"en": "ＧＡＲＭＥＮＴＳ"},
        {"ja": "縫製"},
        {"zh-Hans": "Garments"},
    ):
        with pytest.raises(HallNamedSo, match="name of its own"):
            await world.do(AddHall(fair_id=fair_id, titles=twin), ORGANISER)
    made = await world.do(AddHall(fair_id=fair_id, titles={"en": "Shoes"}), ORGANISER)
    rename = ChangeHall(hall_id=made.hall_id, titles={"en": "Garments"})
    with pytest.raises(HallNamedSo):
        await world.do(rename, ORGANISER)
    same = ChangeHall(hall_id=made.hall_id, titles={"en": "shoes"})
    await world.do(same, ORGANISER)
    await world.do(AddHall(fair_id=await a_fair(world), titles={"en": "Shoes"}), ORGANISER)
