"""Two processes, two bridges: both sides of a call come to the same one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fair.contract.rooms import HangUp
from fair.contract.rooms_bridge import DescribeToBridge, GoByBridge
from fair.decisions import Actor
from fair.rooms.media.finder import MOST_KNOWN, Finder, in_turn
from tests.others.pair import Pair, pair, until
from tests.rooms.meeting import Meeting, a_meeting
from tests.rooms.peers import Peer
from tests.sockets.attackers import Town

pytestmark = [pytest.mark.timeout(180), pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Pair]:
    async with pair(tmp_path, calls="auto", bridge_ports="42000-42199") as made:
        for town in (made.a, made.b):
            await until(lambda own=town: bool(own.world.server.bridge.state()["up"]), 30)  # type: ignore[misc]
        yield made


async def describe(town: Town, who: Actor, call_id: str, epoch: int) -> None:
    peer = Peer(440)
    try:
        asked = {"type": "offer", "sdp": await peer.describe()}
        await town.world.server.live.relay(
            DescribeToBridge.model_validate(
                {"call_id": call_id, "epoch": epoch, "n": 1, "description": asked}
            ),
            who,
        )
    finally:
        await peer.close()


def legs(two: Pair) -> list[int]:
    return [int(one.world.server.bridge.state().get("legs", 0)) for one in (two.a, two.b)]


def finders(two: Pair) -> list[Finder]:
    made = [one.world.server.everywhere._finder for one in (two.a, two.b)]
    return [one for one in made if one]


def known(two: Pair) -> list[str]:
    """The calls of which a server knows who carries them."""
    return [call for one in finders(two) for call in one.calls()]


async def over_one_bridge(two: Pair) -> tuple[Meeting, str, Town]:
    """A call from server to server by a bridge; returns it, and the server that carries none."""
    meeting = await a_meeting(two.a.world)
    call_id, lan, mei = await meeting.on_legs()
    await two.a.world.do(GoByBridge(call_id=call_id, epoch=mei), meeting.mei)
    await describe(two.a, meeting.lan, call_id, lan)
    await describe(two.b, meeting.mei, call_id, mei)
    await until(lambda: sorted(legs(two)) == [0, 2], 15)
    return meeting, call_id, two.b if legs(two)[0] else two.a


async def test_two_sides_at_two_servers_meet_at_one_bridge_and_the_end_is_heard_there(two: Pair):
    meeting, call_id, other = await over_one_bridge(two)

    # The server that does not carry it ends it.
    await other.world.do(HangUp(call_id=call_id), meeting.mei)
    await until(lambda: legs(two) == [0, 0], 15)


async def test_a_call_that_ended_while_redis_was_dead_gives_its_places_back(two: Pair):
    meeting, call_id, other = await over_one_bridge(two)

    await two.redis.kill()
    await two.hear_each_other(up=False)
    await other.world.do(HangUp(call_id=call_id), meeting.mei)
    await until(lambda: legs(two) == [0, 0], 15)
    await until(lambda: not known(two), 15)

    # An end that was heard before its beginning is forgotten, at last.
    finder = finders(two)[0]
    for number in range(MOST_KNOWN + 5):
        finder._said_carries(call=f"c{number}", **{"from": "somebody"})
    assert len(finder.calls()) == MOST_KNOWN
    assert finder.calls()[-1] == f"c{MOST_KNOWN + 4}"


def test_all_ask_in_the_same_order_and_one_process_less_moves_only_its_own_calls():
    calls, three = [f"c{number:011}" for number in range(300)], ["a", "b", "c"]
    first = {call: in_turn(call, three)[0] for call in calls}
    assert all(list(first.values()).count(one) > 60 for one in three)
    for call, where in first.items():
        assert in_turn(call, ["b", "a", "c"])[0] == where
        if where != "c":
            assert in_turn(call, ["a", "b"])[0] == where
