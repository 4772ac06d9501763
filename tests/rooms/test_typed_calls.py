"""Going over from talking to typing within a call, and back."""

import pytest
from sqlalchemy import update

from fair.board.rows_reads import verify_rows
from fair.contract.rooms import (
    AnswerCall,
    HangUp,
    HearCall,
    LoseCall,
    SayInCall,
)
from fair.contract.rooms_medium import TalkInstead, TypeInstead
from fair.decisions import NotAllowed
from fair.glossary import CallState
from fair.rooms import call_reads
from fair.rooms.call_store import call_table
from fair.rooms.refusals import CallOver
from tests.rooms.meeting import Meeting, a_meeting


@pytest.fixture
async def meeting(world) -> Meeting:
    return await a_meeting(world)


def now(meeting: Meeting, call_id: str):
    return meeting.world.look(call_reads.call, call_id)


def chosen(meeting: Meeting) -> int:
    return meeting.world.kinds().count("call.medium_chosen")


@pytest.mark.parametrize("who", ["lan", "mei"])
async def test_each_side_may_go_over_to_typing_and_choosing_twice_is_once(meeting, who):
    call_id, *_ = await meeting.on_legs()

    for _ in range(2):
        await meeting.world.do(TypeInstead(call_id=call_id), getattr(meeting, who))

    assert now(meeting, call_id).typed
    assert chosen(meeting) == 1


async def test_typing_begins_the_clock_where_no_sound_ever_came(meeting):
    call_id, *_ = await meeting.on_legs()
    await meeting.world.do(TypeInstead(call_id=call_id), meeting.lan)
    assert now(meeting, call_id).state is CallState.CONNECTING

    for who in (meeting.mei, meeting.lan):
        await meeting.world.do(SayInCall(call_id=call_id, text="Good morning"), who)

    assert now(meeting, call_id).state is CallState.LIVE


async def test_a_clock_that_stood_for_want_of_sound_runs_again_in_writing(meeting):
    call_id, lan, mei = await meeting.on_legs()
    await meeting.world.do(HearCall(call_id=call_id, epoch=lan), meeting.lan)
    await meeting.world.do(LoseCall(call_id=call_id, epoch=mei), meeting.mei)
    assert now(meeting, call_id).runs_since is None

    await meeting.world.do(TypeInstead(call_id=call_id), meeting.lan)
    # The other page has not heard of it yet, and still misses the sound.
    await meeting.world.do(LoseCall(call_id=call_id, epoch=mei), meeting.mei)

    assert now(meeting, call_id).state is CallState.LIVE
    assert now(meeting, call_id).runs_since is not None


async def test_the_seeker_goes_back_to_talking_and_the_recruiter_cannot(meeting):
    call_id, *_ = await meeting.on_legs()
    await meeting.world.do(TypeInstead(call_id=call_id), meeting.lan)

    with pytest.raises(NotAllowed):
        await meeting.world.do(TalkInstead(call_id=call_id), meeting.mei)
    assert now(meeting, call_id).typed

    await meeting.world.do(TalkInstead(call_id=call_id), meeting.lan)
    assert not now(meeting, call_id).typed


async def test_strangers_and_calls_that_do_not_run_are_refused(meeting):
    call_id = await meeting.called()
    with pytest.raises(CallOver):
        await meeting.world.do(TypeInstead(call_id=call_id), meeting.lan)
    await meeting.world.do(AnswerCall(call_id=call_id), meeting.lan)
    with pytest.raises(NotAllowed):
        await meeting.world.do(TypeInstead(call_id=call_id), meeting.bo)
    with pytest.raises(NotAllowed):
        await meeting.world.do(TalkInstead(call_id=call_id), meeting.bo)

    await meeting.world.do(HangUp(call_id=call_id), meeting.lan)

    with pytest.raises(CallOver):
        await meeting.world.do(TypeInstead(call_id=call_id), meeting.lan)
    assert chosen(meeting) == 0


async def test_the_ledger_knows_how_they_talked(meeting):
    call_id, *_ = await meeting.on_legs()
    await meeting.world.do(TypeInstead(call_id=call_id), meeting.mei)

    assert meeting.world.look(verify_rows).differences == []
    await meeting.world.work(lambda work: work.write(update(call_table).values(medium="voice")))
    assert [one.table for one in meeting.world.look(verify_rows).differences] == ["call"]
