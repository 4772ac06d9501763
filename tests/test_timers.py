"""The clock: what is due fires once; pauses and outages stop it; a restart forgets nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from fair import timers
from fair.contract.programme import CreateFair
from fair.db import utc_now
from fair.timers import Leader, heartbeat
from tests.world import running

FAIR = CreateFair.model_validate(CreateFair.example)


@pytest.fixture
def leader(world):
    return Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: FAIR})


async def start(world, ref="one", seconds=60.0, **of):
    await world.work(lambda work: timers.start(work, "test", ref, seconds, **of))


def fairs(world):
    return len(world.rows("SELECT id FROM fair"))


def left(world):
    return world.rows("SELECT * FROM deadline WHERE kind = 'test'")


async def test_nothing_fires_before_its_time(world, leader):
    await start(world)

    assert await leader.fire(utc_now() + timedelta(seconds=50)) == 0
    assert fairs(world) == 0


async def test_what_is_due_fires_once_and_is_gone(world, leader):
    await start(world)
    later = utc_now() + timedelta(seconds=61)

    assert await leader.fire(later) == 1
    assert await leader.fire(later) == 0
    assert fairs(world) == 1
    assert left(world) == []


async def test_a_deadline_set_again_takes_the_place_of_the_earlier_one(world, leader):
    await start(world, seconds=10)
    await start(world, seconds=100)

    assert await leader.fire(utc_now() + timedelta(seconds=50)) == 0
    assert len(left(world)) == 1


async def test_each_setting_of_a_deadline_has_a_version_of_its_own_that_stays_small(world):
    seen = []
    for _ in range(20):
        await start(world)
        seen.append(left(world)[0].version)

    assert sorted(set(seen)) == seen
    assert seen[-1] < seen[0] + 60_000


async def test_a_stopped_deadline_never_fires(world, leader):
    await start(world)
    await world.work(lambda work: timers.stop(work, "test", "one"))

    assert await leader.fire(utc_now() + timedelta(hours=1)) == 0


async def test_a_paused_fair_stops_its_clocks_and_what_was_left_is_kept(world, leader):
    await start(world, fair_id="f1")
    await start(world, ref="two", fair_id="f2")
    await world.work(lambda work: timers.hold(work, fair_id="f1"))

    assert await leader.fire(utc_now() + timedelta(hours=1)) == 1

    await world.work(lambda work: timers.resume(work, fair_id="f1"))
    assert await leader.fire(utc_now() + timedelta(seconds=50)) == 0
    assert await leader.fire(utc_now() + timedelta(seconds=61)) == 1


async def test_an_outage_is_added_to_every_deadline_and_nothing_fires_right_after_it(world, leader):
    await start(world, seconds=20)
    gone = utc_now() - timedelta(seconds=600)
    await world.work(lambda work: work.write(insert(heartbeat).values(who="leader", at=gone)))

    await leader.wake()

    assert 599 < leader.outage_s < 610
    assert await leader.fire(utc_now() + timedelta(seconds=29)) == 0
    assert await leader.fire(utc_now() + timedelta(seconds=600)) == 0
    assert await leader.fire(utc_now() + timedelta(seconds=640)) == 1


async def test_a_refused_due_command_does_not_come_back_for_ever(world):
    broken = CreateFair.model_validate({**CreateFair.example, "zone": "Nowhere/Nothing"})
    leader = Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: broken})
    await start(world, seconds=1)

    assert await leader.fire(utc_now() + timedelta(seconds=5)) == 1
    assert left(world) == []
    assert fairs(world) == 0


async def test_a_deadline_survives_a_restart(tmp_path):
    async with running(tmp_path) as world:
        await start(world)
    async with running(tmp_path) as world:
        leader = Leader(world.server.dispatch, world.server.anchors, {"test": lambda _ref: FAIR})

        assert await leader.fire(utc_now() + timedelta(seconds=61)) == 1
        assert fairs(world) == 1


async def test_a_beat_writes_the_heartbeat(world, leader):
    await leader.beat()

    assert len(world.rows("SELECT * FROM heartbeat")) == 1


async def test_a_deadline_that_breaks_does_not_keep_the_others_from_firing(world):
    def make(ref):
        if ref == "bad":
            raise ZeroDivisionError
        return FAIR

    leader = Leader(world.server.dispatch, world.server.anchors, {"test": make})
    await start(world, ref="bad", seconds=1)
    await start(world, ref="good", seconds=2)

    await leader.fire(utc_now() + timedelta(seconds=5))

    assert fairs(world) == 1
    assert [row.ref for row in left(world)] == ["bad"]


async def test_a_deadline_of_another_version_is_dropped(world, leader):
    await world.work(lambda work: timers.start(work, "older", "one", 1))

    await leader.fire(utc_now() + timedelta(seconds=5))

    assert world.rows("SELECT * FROM deadline WHERE kind = 'older'") == []
