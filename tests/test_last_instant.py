"""Works come after what is written; not after the time of a clock that has been set right."""

from datetime import timedelta

import pytest

from fair.db import utc_now
from fair.decisions import SYSTEM
from tests.test_ledger import Happened, happen
from tests.world import running

# Below an hour and above: the one is near enough for another process whose clock differs.
AHEAD = [timedelta(minutes=m) for m in (1, 59, 61, 300)]


async def now_of(world):
    now, _ = await world.server.database.write(lambda work: work.now, SYSTEM)
    return now


@pytest.mark.parametrize("ahead", AHEAD, ids=str)
async def test_whoever_sets_a_clock_right_and_starts_fair_again_has_the_right_time(tmp_path, ahead):
    async with running(tmp_path) as world:
        world.clock(utc_now() + ahead)
        await happen(world, Happened(number=1))
    async with running(tmp_path) as world:
        for name in range(2):
            await happen(world, Happened(number=name))
            assert abs(await now_of(world) - utc_now()) < timedelta(seconds=30)


async def test_what_another_process_writes_while_we_run_is_what_ours_comes_after(tmp_path):
    async with running(tmp_path) as world, running(tmp_path) as other:
        await happen(world, Happened(number=1))
        other.clock(utc_now() + timedelta(minutes=20))
        await happen(other, Happened(number=2))
        assert await now_of(world) > utc_now() + timedelta(minutes=19)
