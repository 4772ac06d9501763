"""Who may send a call over the bridge, and who may describe what to it."""

import asyncio
import contextlib
import socket

import pytest
from pydantic import ValidationError

from fair.board.rows_reads import verify_rows
from fair.checks import _bridge
from fair.contract.rooms import AnswerCall, HangUp, TakeLeg
from fair.contract.rooms_bridge import DescribeToBridge, GoByBridge
from fair.contract.rooms_medium import TypeInstead
from fair.decisions import VISITOR, NotAllowed, NotFound, Refusal, SignInFirst, WrongState
from fair.rooms import call_reads
from fair.rooms.leg import ForBridge
from fair.rooms.refusals import BridgeAway, CallOver, LegMoved, NoBridge
from fair.settings import Settings
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running


@pytest.fixture
async def meeting(world) -> Meeting:
    return await a_meeting(world)


def path(meeting: Meeting, call_id: str) -> str:
    return meeting.world.look(call_reads.call, call_id).path


def said(call_id: str, epoch: int, n: int = 1) -> DescribeToBridge:
    return DescribeToBridge.model_validate(
        {
            "call_id": call_id,
            "epoch": epoch,
            "n": n,
            "description": {"type": "offer", "sdp": "v=0\r\n"},
        }
    )


async def carried(meeting: Meeting, asked: DescribeToBridge, actor) -> ForBridge:
    """What reaches the bridge of what this page says."""
    got: list[ForBridge] = []

    async def carry(wanted: ForBridge):
        got.append(wanted)
        raise BridgeAway

    live = meeting.world.server.live
    live.carriers[DescribeToBridge] = carry
    with pytest.raises(BridgeAway):
        await live.relay(asked, actor)
    return got[0]


@pytest.mark.parametrize("who", ["lan", "mei"])
async def test_either_side_may_send_the_call_over_the_bridge_and_twice_is_once(meeting, who):
    call_id, lan, mei = await meeting.on_legs()
    epoch = {"lan": lan, "mei": mei}[who]
    for _ in range(2):
        await meeting.world.do(GoByBridge(call_id=call_id, epoch=epoch), getattr(meeting, who))

    assert path(meeting, call_id) == "bridge"
    assert meeting.world.kinds().count("call.bridged") == 1
    assert meeting.world.look(verify_rows).differences == []


async def test_strangers_and_pages_that_let_go_move_no_call_to_the_bridge(meeting):
    call_id, lan, _ = await meeting.on_legs()
    for actor, epoch, why in (
        (meeting.bo, lan, NotAllowed),
        (VISITOR, lan, SignInFirst),
        (meeting.lan, lan - 1, LegMoved),
        (meeting.lan, lan + 1, LegMoved),
    ):
        with pytest.raises(why):
            await meeting.world.do(GoByBridge(call_id=call_id, epoch=epoch), actor)
    await meeting.world.do(HangUp(call_id=call_id), meeting.lan)
    with pytest.raises(CallOver):
        await meeting.world.do(GoByBridge(call_id=call_id, epoch=lan), meeting.lan)
    assert path(meeting, call_id) == "direct"


async def test_a_typed_call_needs_no_bridge(meeting):
    call_id, lan, _ = await meeting.on_legs()
    await meeting.world.do(TypeInstead(call_id=call_id), meeting.lan)
    await meeting.world.do(GoByBridge(call_id=call_id, epoch=lan), meeting.lan)
    assert path(meeting, call_id) == "direct"
    with pytest.raises(WrongState):
        await meeting.world.server.live.relay(said(call_id, lan), meeting.lan)


async def test_the_bridge_is_told_whose_description_it_is_by_the_server_alone(meeting):
    call_id, lan, mei = await meeting.on_legs()
    await meeting.world.do(GoByBridge(call_id=call_id, epoch=lan), meeting.lan)

    from_lan = await carried(meeting, said(call_id, lan), meeting.lan)
    from_mei = await carried(meeting, said(call_id, mei, 4), meeting.mei)

    assert (from_lan.side, from_lan.to) == ("seeker", f"person:{meeting.lan.person_id}")
    assert (from_mei.side, from_mei.to) == ("recruiter", f"account:{meeting.mei.account_id}")
    assert (from_mei.epoch, from_mei.n) == (mei, 4)


async def test_nothing_of_strangers_of_other_calls_or_of_earlier_pages_reaches_the_bridge(meeting):
    call_id, lan, _ = await meeting.on_legs()
    relay = meeting.world.server.live.relay
    with pytest.raises(WrongState):
        await relay(said(call_id, lan), meeting.lan)  # this call goes from browser to browser
    await meeting.world.do(GoByBridge(call_id=call_id, epoch=lan), meeting.lan)
    later = await meeting.world.do(TakeLeg(call_id=call_id, tab="lan-2", insist=True), meeting.lan)
    assert later.epoch > lan
    for asked, actor, why in (
        (said(call_id, lan), meeting.lan, LegMoved),
        (said(call_id, later.epoch), meeting.bo, NotAllowed),
        (said(call_id, later.epoch), VISITOR, SignInFirst),
        (said("c99999999999", later.epoch), meeting.lan, NotFound),
    ):
        with pytest.raises(why):
            await relay(asked, actor)
    await meeting.world.do(HangUp(call_id=call_id), meeting.mei)
    with pytest.raises(CallOver):
        await relay(said(call_id, later.epoch), meeting.lan)


async def test_a_giant_or_an_answer_is_no_description_for_the_bridge():
    for kind, text in (("offer", "x" * 30_001), ("answer", "v=0")):
        with pytest.raises(ValidationError):
            DescribeToBridge.model_validate(
                {
                    "call_id": "c00000000001",
                    "epoch": 1,
                    "n": 1,
                    "description": {"type": kind, "sdp": text},
                }
            )


async def test_who_describes_again_and_again_is_slowed_down(meeting):
    call_id, lan, _ = await meeting.on_legs()
    await meeting.world.do(GoByBridge(call_id=call_id, epoch=lan), meeting.lan)
    relay, refusals = meeting.world.server.live.relay, []
    for n in range(1, 40):
        try:
            await relay(said(call_id, lan, n), meeting.lan)
        except Refusal as refusal:
            refusals.append(refusal.code)
    assert refusals.count("bridge-away") == 30  # no process runs here
    assert set(refusals[30:]) == {"too-many"}


async def test_a_fair_may_send_every_call_over_the_bridge_or_none(tmp_path):
    async with running(tmp_path / "all", calls="bridge") as world:
        meeting = await a_meeting(world)
        call_id = await meeting.called()
        assert path(meeting, call_id) == "direct"  # nothing connects before *Answer*
        await world.do(AnswerCall(call_id=call_id), meeting.lan)
        assert path(meeting, call_id) == "bridge"
        assert world.look(verify_rows).differences == []
    async with running(tmp_path / "none", calls="direct") as world:
        meeting = await a_meeting(world)
        call_id, lan, _ = await meeting.on_legs()
        with pytest.raises(NoBridge):
            await world.do(GoByBridge(call_id=call_id, epoch=lan), meeting.lan)
        await asyncio.wait_for(world.server.bridge.run(), 1)  # and no process is started


def test_the_check_says_whether_the_ports_of_the_bridge_can_be_bound():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as next_one:
            with contextlib.suppress(OSError):
                next_one.bind(("127.0.0.1", port + 1))
            ports = f"{port}-{port + 1}"
            bad = _bridge(Settings(secret="s" * 32, bridge_bind="127.0.0.1", bridge_ports=ports))
    assert (bad.good, "127.0.0.1" in bad.says) == (False, True)
    good = _bridge(Settings(secret="s" * 32, bridge_bind="127.0.0.1"))
    assert good.good
    assert "45000-45399" in good.says


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FAIR_CALLS", "sometimes"),
        ("FAIR_BRIDGE_PORTS", "45000"),
        ("FAIR_BRIDGE_PORTS", "9-70000"),
        ("FAIR_BRIDGE_BIND", "eth0"),
        ("FAIR_BRIDGE_ANNOUNCE", "example.org"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=name):
        Settings.read(secret="s" * 32)
