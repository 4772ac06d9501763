"""Each page is told how many packets it was sent: whoever lost one knows it by the number."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fair.contract.queue import JoinQueue, LeaveQueue
from tests.others.pair import Page, page, until
from tests.rooms.meeting import Meeting, a_meeting
from tests.sockets.attackers import Town, listening

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with listening(
        tmp_path, sms_provider="outbox", hosts="127.0.0.1", calls="direct"
    ) as made:
        yield made


@pytest.fixture
async def meeting(town: Town) -> Meeting:
    return await a_meeting(town.world)


async def told(town: Town, one: Page) -> tuple[int, int]:
    """What the page is told now, and how many packets it has heard by then."""
    before = len(one.heard("news.told"))
    live = town.world.server.live
    await live.round(1e9)  # whatever waits to be told goes out first
    await live.told.say(tuple(live._actors))
    said = (await one.hears("news.told", before + 1))["packets"]
    return said, sum(name != "news.told" for name in one.packets)


async def test_every_page_is_told_of_as_many_packets_as_it_heard(town: Town, meeting: Meeting):
    queue = f"queue:{meeting.scene.booth_id}"
    async with page(town, meeting.tokens["lan"], queue) as lan, page(town, "", queue) as visitor:
        await town.world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
        await lan.hears("queue.changed")
        await visitor.hears("queue.changed")
        for one in (lan, visitor):
            said, heard = await told(town, one)
            assert said == heard >= 1

        await town.world.server.live.tell_lost()
        await town.world.do(JoinQueue(booth_id=meeting.scene.booth_id), meeting.bo)
        await lan.hears("queue.changed", 2)
        said, heard = await told(town, lan)
        assert said == heard >= 3


async def test_a_packet_that_the_library_lost_is_missed_by_the_page(
    town: Town, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
):
    live, queue = town.world.server.live, f"queue:{meeting.scene.booth_id}"
    async with page(town, meeting.tokens["lan"], queue) as lan:
        emit = live.server.manager.emit

        async def losing(name, *rest, **more):
            if name != "queue.changed":
                await emit(name, *rest, **more)

        monkeypatch.setattr(live.server.manager, "emit", losing)
        before = live.told._packets[queue]
        await town.world.do(LeaveQueue(ticket_id=meeting.tickets["bo"]), meeting.bo)
        await until(lambda: live.told._packets[queue] > before)
        said, heard = await told(town, lan)

        assert not lan.heard("queue.changed")
        assert said > heard
