"""What a page says of its microphone reaches the other side of the call, and nobody else."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from fair.board.rows_reads import verify_rows
from fair.contract.people import Erase
from fair.contract.rooms import HangUp, TakeLeg
from fair.contract.rooms_microphone import OtherMicrophone, TellMicrophone, TryMicrophone
from fair.db import utc_now
from fair.decisions import VISITOR, NotAllowed, NotFound, SignInFirst
from fair.rooms import views
from fair.rooms.microphone_reads import verdicts
from fair.rooms.refusals import CallOver, LegMoved
from tests.rooms.meeting import Meeting, a_meeting


@pytest.fixture
async def meeting(world) -> Meeting:
    return await a_meeting(world)


def has_none(call_id: str, epoch: int) -> TellMicrophone:
    return TellMicrophone(call_id=call_id, epoch=epoch, has="missing", asks=True)


async def test_each_side_hears_what_the_other_has_and_nobody_else_does(meeting):
    call_id, lan, mei = await meeting.on_legs()

    told = meeting.world.look(views.pass_microphone, meeting.lan, has_none(call_id, lan))
    back = meeting.world.look(views.pass_microphone, meeting.mei, has_none(call_id, mei))

    assert told == OtherMicrophone(
        to=f"account:{meeting.mei.account_id}", call_id=call_id, epoch=lan, has="missing", asks=True
    )
    assert isinstance(back, OtherMicrophone)
    assert back.to == f"person:{meeting.lan.person_id}"


async def test_a_stranger_a_colleague_and_a_page_whose_leg_was_taken_say_nothing(meeting):
    call_id, old, _ = await meeting.on_legs()
    await meeting.world.do(TakeLeg(call_id=call_id, tab="lan-1"), meeting.lan)
    relay, before = meeting.world.server.live.relay, meeting.world.kinds()

    await relay(has_none(call_id, old + 1), meeting.lan)
    for epoch in (0, old, old + 2):
        with pytest.raises(LegMoved):
            await relay(has_none(call_id, epoch), meeting.lan)
    for other in (meeting.bo, meeting.scene.stranger, meeting.scene.colleague):
        with pytest.raises(NotAllowed):
            await relay(has_none(call_id, old + 1), other)
    with pytest.raises(SignInFirst):
        await relay(has_none(call_id, old + 1), VISITOR)
    with pytest.raises(NotFound):
        await relay(has_none("c99999999999", 1), meeting.lan)

    assert meeting.world.kinds() == before


async def test_after_the_talk_nothing_is_told_any_more(meeting):
    call_id, lan, _ = await meeting.on_legs()
    await meeting.world.do(HangUp(call_id=call_id), meeting.mei)

    with pytest.raises(CallOver):
        await meeting.world.server.live.relay(has_none(call_id, lan), meeting.lan)


def test_only_what_a_microphone_can_be_is_told_no_words_of_ones_own():
    with pytest.raises(ValidationError):
        TellMicrophone(call_id="c00000000001", epoch=1, has="call me at 138 1234 5678")


# --- the check before a call ---------------------------------------------------------------------


async def desk(meeting: Meeting) -> str:
    async with meeting.world.web(meeting.tokens["recruiter"]) as browser:
        return str((await browser.get(f"/desk/{meeting.scene.booth_id}")).text)


async def test_the_desk_reads_what_each_persons_own_page_found(meeting):
    assert "Microphone not tried yet" in await desk(meeting)

    await meeting.world.do(TryMicrophone(verdict="works"), meeting.lan)
    await meeting.world.do(TryMicrophone(verdict="refused"), meeting.bo)

    shown = await desk(meeting)
    assert "Microphone works" in shown
    assert "Microphone not allowed" in shown
    assert "Microphone not tried yet" not in shown


async def test_the_same_verdict_again_is_one_fact_and_another_is_the_next(meeting):
    for verdict in ("missing", "missing", "works"):
        await meeting.world.do(TryMicrophone(verdict=verdict), meeting.lan)

    assert meeting.world.kinds().count("microphone.tried") == 2
    assert meeting.world.look(verify_rows).differences == []


async def test_nobody_speaks_for_anothers_microphone(meeting):
    for other in (meeting.mei, meeting.scene.stranger, VISITOR):
        with pytest.raises((NotAllowed, SignInFirst)):
            await meeting.world.do(TryMicrophone(verdict="works"), other)
    with pytest.raises(ValidationError):
        TryMicrophone(verdict="works", person_id=meeting.bo.person_id)  # type: ignore[call-arg]


async def test_a_verdict_goes_with_the_person_and_with_the_days(meeting):
    await meeting.world.do(TryMicrophone(verdict="works"), meeting.lan)
    ids, now = [meeting.lan.person_id], utc_now()
    assert meeting.world.look(verdicts, ids, now) == {meeting.lan.person_id: "works"}
    assert meeting.world.look(verdicts, ids, now + timedelta(days=3)) == {}

    await meeting.world.do(Erase(sure="yes"), meeting.lan)

    assert meeting.world.look(verdicts, ids, now) == {}
