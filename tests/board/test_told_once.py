"""Of each change every viewer of the board is told once, however many look at it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from fair.contract.programme_halls import PostAnnouncement
from fair.glossary import Role
from tests.booths.scene import a_scene, staff
from tests.others.pair import page
from tests.sockets.attackers import Town, listening

VIEWERS = 6


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with listening(tmp_path, trusted_proxies="127.0.0.1") as made:
        yield made


async def test_each_change_is_one_message_of_a_few_bytes_to_each_viewer(town: Town) -> None:
    scene = await a_scene(town.world)
    live = town.world.server.live
    async with AsyncExitStack() as stack:
        viewers = []
        for n in range(VIEWERS):
            _, token = await staff(town.world, f"V{n}", Role.ORGANISER)
            board = page(town, token, f"board:{scene.fair_id}")
            viewers.append(await stack.enter_async_context(board))
        before = {one: len(one.heard("board.changed")) for one in viewers}
        for change in (1, 2):
            said = PostAnnouncement(fair_id=scene.fair_id, text=f"The bus leaves at gate {change}.")
            await town.world.do(said, scene.organiser)
            await live.round(1e9 * change)  # its second is over
            for one in viewers:
                last = await one.hears("board.changed", before[one] + change)
                assert last == {"fair_id": scene.fair_id}
        for one in viewers:
            assert len(one.heard("board.changed")) == before[one] + 2
