"""Who gets a way through the TURN server: the two of a call, from the ring to the end, each own."""

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from sqlalchemy import update

from fair.contract.rooms import AnswerCall, CancelCall, HangUp, TakeLeg
from fair.contract.rooms_medium import TypeInstead
from fair.contract.signalling import AskPaths
from fair.db import utc_now
from fair.decisions import VISITOR, Actor, NotAllowed, NotFound, SignInFirst, TooMany
from fair.rooms.call_store import call_table
from fair.rooms.refusals import CallOver, LegMoved
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

SECRET = "a secret of the turn server, and of nobody else"
URLS = "turn:turn.example:3478?transport=udp turns:turn.example:5349?transport=tcp"


@pytest.fixture
async def meeting(tmp_path):
    async with running(tmp_path, turn_urls=URLS, turn_secret=SECRET, turn_lifetime_s=600) as world:
        yield await a_meeting(world)


async def asked(meeting: Meeting, who: Actor, call_id: str, epoch: int):
    return await meeting.world.server.live.relay(AskPaths(call_id=call_id, epoch=epoch), who)


async def test_each_side_gets_a_password_of_its_own_that_ends(meeting):
    call_id, lan_epoch, mei_epoch = await meeting.on_legs()
    before = utc_now()

    lan = await asked(meeting, meeting.lan, call_id, lan_epoch)
    mei = await asked(meeting, meeting.mei, call_id, mei_epoch)

    assert lan.servers[0].urls == tuple(URLS.split())
    assert lan.lasts_s == 600
    until, _, mark = lan.servers[0].username.partition(":")
    assert 0 <= int(until) - int((before + timedelta(seconds=600)).timestamp()) <= 5
    assert mark != mei.servers[0].username.partition(":")[2]
    said = hmac.new(SECRET.encode(), lan.servers[0].username.encode(), hashlib.sha1).digest()
    assert lan.servers[0].credential == base64.b64encode(said).decode()


async def test_its_name_says_nothing_of_who_they_are(meeting):
    call_id, epoch, _ = await meeting.on_legs()

    reply = await asked(meeting, meeting.lan, call_id, epoch)

    told = reply.model_dump_json()
    for known in (meeting.lan.person_id, meeting.lan.name, call_id, meeting.scene.booth_id, SECRET):
        assert known not in told


async def test_while_it_rings_the_two_of_the_call_have_theirs_ready_and_nobody_else(meeting):
    call_id = await meeting.called()

    lan, mei = [await asked(meeting, who, call_id, 0) for who in (meeting.lan, meeting.mei)]

    assert lan.servers[0].username != mei.servers[0].username
    for stranger in (meeting.bo, meeting.scene.stranger, meeting.scene.colleague):
        with pytest.raises(NotAllowed):
            await asked(meeting, stranger, call_id, 0)
    with pytest.raises(CallOver):
        await asked(meeting, meeting.lan, call_id, 1)  # there is no leg yet
    await meeting.world.do(CancelCall(call_id=call_id), meeting.mei)
    for who in (meeting.lan, meeting.mei):
        with pytest.raises(CallOver):
            await asked(meeting, who, call_id, 0)


async def test_who_is_phoned_or_types_has_none_while_it_rings(meeting):
    call_id = await meeting.called()
    for medium, says in (("text", None), ("phone", CallOver)):
        await meeting.world.work(
            lambda work, medium=medium: work.write(update(call_table).values(medium=medium))
        )
        if says is None:
            assert (await asked(meeting, meeting.lan, call_id, 0)).servers == ()
        else:
            with pytest.raises(says):
                await asked(meeting, meeting.lan, call_id, 0)


async def test_a_page_without_its_leg_gets_none_nor_anybody_after_it_is_over(meeting):
    call_id = await meeting.called()
    await meeting.world.do(AnswerCall(call_id=call_id), meeting.lan)
    for epoch in (0, 1):
        with pytest.raises(LegMoved):
            await asked(meeting, meeting.mei, call_id, epoch)

    mei = await meeting.world.do(TakeLeg(call_id=call_id, tab="mei-1"), meeting.mei)
    assert (await asked(meeting, meeting.mei, call_id, mei.epoch)).servers
    await meeting.world.do(HangUp(call_id=call_id), meeting.lan)

    with pytest.raises(CallOver):
        await asked(meeting, meeting.mei, call_id, mei.epoch)


async def test_strangers_colleagues_and_old_pages_get_none(meeting):
    call_id, old, _ = await meeting.on_legs()
    for stranger in (meeting.bo, meeting.scene.stranger, meeting.scene.colleague):
        with pytest.raises(NotAllowed):
            await asked(meeting, stranger, call_id, 1)
    with pytest.raises(NotAllowed):
        await asked(meeting, meeting.scene.organiser, call_id, 1)
    with pytest.raises(SignInFirst):
        await asked(meeting, VISITOR, call_id, 1)
    with pytest.raises(NotFound):
        await asked(meeting, meeting.lan, "c" * 12, 1)

    await meeting.world.do(TakeLeg(call_id=call_id, tab="lan-2", insist=True), meeting.lan)

    with pytest.raises(LegMoved):
        await asked(meeting, meeting.lan, call_id, old)
    assert (await asked(meeting, meeting.lan, call_id, old + 1)).servers


async def test_who_types_gets_none(meeting):
    call_id, epoch, _ = await meeting.on_legs()
    await meeting.world.do(TypeInstead(call_id=call_id), meeting.lan)

    assert (await asked(meeting, meeting.lan, call_id, epoch)).servers == ()


async def test_asking_leaves_no_trace_and_cannot_go_on_for_ever(meeting):
    call_id, epoch, _ = await meeting.on_legs()
    before = meeting.world.kinds()
    replies = len(meeting.world.rows("SELECT 1 FROM reply"))

    for _ in range(60):
        await asked(meeting, meeting.lan, call_id, epoch)
    with pytest.raises(TooMany):
        await asked(meeting, meeting.lan, call_id, epoch)

    assert meeting.world.kinds() == before
    assert len(meeting.world.rows("SELECT 1 FROM reply")) == replies


async def test_no_page_and_no_state_holds_a_password(meeting):
    call_id, _, _ = await meeting.on_legs()
    async with meeting.world.web(meeting.tokens["lan"]) as web:
        pages = [await web.get(f"/calls/{call_id}{part}") for part in ("", "/state", "/now")]

    for page in pages:
        assert page.status_code == 200
        assert "turn.example" not in page.text


async def test_without_the_setting_no_other_host_is_named(world):
    meeting = await a_meeting(world)
    call_id, epoch, _ = await meeting.on_legs()

    reply = await asked(meeting, meeting.lan, call_id, epoch)

    assert reply.servers == ()


async def test_who_hides_the_address_is_told_where_nothing_can_carry_the_sound(tmp_path):
    for calls, told in (("direct", True), ("auto", False)):
        (tmp_path / calls).mkdir()
        async with running(tmp_path / calls, calls=calls) as world:
            meeting = await a_meeting(world)
            call_id, _, _ = await meeting.on_legs()
            async with world.web(meeting.tokens["lan"]) as web:
                page = (await web.get(f"/calls/{call_id}")).text
        assert ("this fair has no relay" in page) is told
