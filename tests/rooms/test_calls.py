"""A call from the ring to the end, through the real dispatch and database."""

import pytest
from sqlalchemy.exc import IntegrityError

from fair import timers
from fair.contract.people import Erase
from fair.contract.rooms import (
    AnswerCall,
    CancelCall,
    DeclineCall,
    ExtendCall,
    HangUp,
    HearCall,
    KeepNote,
    LoseBoth,
    LoseCall,
    PostponeCall,
    RegainCall,
    RingOut,
    SayInCall,
    ShowCall,
    StayHere,
    TakeLeg,
)
from fair.contract.signalling import DescribeCall, Signal
from fair.decisions import VISITOR, NotAllowed, SignInFirst, WrongState
from fair.glossary import CallState
from fair.rooms import call as rules
from fair.rooms import call_reads
from fair.rooms import refusals as rooms_refusals
from fair.rooms.call_store import add_call, call_table
from fair.rooms.refusals import LegMoved, LegTaken
from fair.screening.refusals import FeeAsked
from tests.rooms.meeting import Meeting, a_meeting


@pytest.fixture
async def meeting(world) -> Meeting:
    return await a_meeting(world)


def state(meeting: Meeting, call_id: str) -> CallState:
    return meeting.world.look(call_reads.call, call_id).state


def last(meeting: Meeting) -> str:
    return meeting.world.kinds()[-1]


async def test_calling_the_next_rings_the_first_in_line(meeting):
    call_id = await meeting.called()

    call = meeting.world.look(call_reads.open_call_of_person, meeting.lan.person_id)
    assert (call.id, call.state) == (call_id, CallState.RINGING)
    assert call.account_id == meeting.mei.account_id
    assert meeting.world.look(
        call_reads.talking, [meeting.lan.person_id, meeting.bo.person_id]
    ) == {meeting.lan.person_id}
    assert meeting.world.look(timers.ends_at, "call.ring_end", call_id) is not None


async def test_a_ring_that_was_shown_throughout_counts_as_missed(meeting):
    call_id = await meeting.rung(ring_s=1)
    await meeting.world.do(ShowCall(call_id=call_id), meeting.lan)

    await meeting.world.do(RingOut(call_id=call_id))

    assert state(meeting, call_id) is CallState.MISSED
    assert '"real":true' in meeting.world.rows(
        "SELECT data FROM ledger WHERE kind = 'call.missed'"
    )[0].data.replace(" ", "")


async def test_a_ring_without_notice_is_missed_for_nothing(meeting):
    call_id = await meeting.rung(ring_s=1, warned=False)
    await meeting.world.do(ShowCall(call_id=call_id), meeting.lan)

    await meeting.world.do(RingOut(call_id=call_id))

    assert '"real":false' in meeting.world.rows(
        "SELECT data FROM ledger WHERE kind = 'call.missed'"
    )[0].data.replace(" ", "")


async def test_a_ring_that_no_screen_had_is_unshown(meeting):
    call_id = await meeting.rung()

    await meeting.world.do(RingOut(call_id=call_id))

    assert state(meeting, call_id) is CallState.UNSHOWN


async def test_showing_it_again_and_again_is_one_fact(meeting):
    call_id = await meeting.rung()

    for _ in range(3):
        await meeting.world.do(ShowCall(call_id=call_id), meeting.lan)

    assert meeting.world.kinds().count("call.shown") == 1


async def test_postponing_declining_and_cancelling_end_the_ring(meeting):
    for command, who, expected in (
        (PostponeCall, meeting.lan, CallState.POSTPONED),
        (DeclineCall, meeting.lan, CallState.DECLINED),
        (CancelCall, meeting.mei, CallState.CANCELLED),
    ):
        call_id = await meeting.rung()
        await meeting.world.do(command(call_id=call_id), who)
        assert state(meeting, call_id) is expected
        assert meeting.world.look(timers.ends_at, "call.ring_end", call_id) is None
        with pytest.raises(rooms_refusals.CallOver):
            await meeting.world.do(AnswerCall(call_id=call_id), meeting.lan)


async def test_answering_on_two_devices_is_one_call(meeting):
    call_id = await meeting.called()

    first = await meeting.world.do(AnswerCall(call_id=call_id), meeting.lan)
    second = await meeting.world.do(AnswerCall(call_id=call_id), meeting.lan)

    assert first.call_id == second.call_id == call_id
    assert meeting.world.kinds().count("call.answered") == 1


async def test_a_person_is_in_one_call_at_a_time(meeting):
    await meeting.rung()

    with pytest.raises(rooms_refusals.PersonInCall):
        await meeting.rung(account_id=meeting.scene.colleague.account_id)
    with pytest.raises(rooms_refusals.AlreadyCalling):
        await meeting.rung(person_id=meeting.bo.person_id, ticket_id=meeting.tickets["bo"])


@pytest.mark.parametrize("same", ["person_id", "account_id"])
async def test_the_database_itself_holds_one_open_call_per_person_and_recruiter(meeting, same):
    first = meeting.world.look(call_reads.call, await meeting.rung())
    other = {"id": "c2", "person_id": "p2", "account_id": "a2", same: getattr(first, same)}
    values = {name: getattr(first, name) for name in first.__dataclass_fields__} | other

    with pytest.raises(IntegrityError):
        await meeting.world.work(lambda work: add_call(work, rules.Call(**values)))

    assert len(meeting.world.rows(call_table.select())) == 1


async def test_strangers_touch_nothing(meeting):
    call_id, epoch, _ = await meeting.on_legs()
    before = meeting.world.kinds()

    for command in (
        TakeLeg(call_id=call_id, tab="x"),
        HangUp(call_id=call_id),
        SayInCall(call_id=call_id, text="hello"),
        HearCall(call_id=call_id, epoch=epoch),
    ):
        for stranger in (meeting.bo, meeting.scene.stranger, meeting.scene.colleague):
            with pytest.raises(NotAllowed):
                await meeting.world.do(command, stranger)
    for only_mei in (ExtendCall(call_id=call_id), KeepNote(call_id=call_id, text="x")):
        for other in (meeting.scene.colleague, meeting.lan):
            with pytest.raises(NotAllowed):
                await meeting.world.do(only_mei, other)
    with pytest.raises(NotAllowed):
        await meeting.world.do(AnswerCall(call_id=call_id), meeting.bo)

    assert meeting.world.kinds() == before


async def test_the_leg_tells_who_describes(meeting):
    call_id = await meeting.called()
    with pytest.raises(rooms_refusals.CallOver):
        await meeting.world.do(TakeLeg(call_id=call_id, tab="early"), meeting.lan)
    await meeting.world.do(AnswerCall(call_id=call_id), meeting.lan)

    lan = await meeting.world.do(TakeLeg(call_id=call_id, tab="a"), meeting.lan)
    mei = await meeting.world.do(TakeLeg(call_id=call_id, tab="b"), meeting.mei)

    assert (lan.epoch, lan.other_epoch, lan.describer) == (1, 0, False)
    assert (mei.epoch, mei.other_epoch, mei.describer) == (1, 1, True)


async def test_who_answers_has_the_leg_by_the_same_tap_and_the_recruiter_had_it_before(meeting):
    call_id = await meeting.called()
    mei = await meeting.world.do(TakeLeg(call_id=call_id, tab="m"), meeting.mei)
    for stranger in (meeting.bo, meeting.scene.stranger, meeting.scene.colleague):
        with pytest.raises(NotAllowed):
            await meeting.world.do(TakeLeg(call_id=call_id, tab="x"), stranger)
    assert "connecting" not in {row.state for row in meeting.world.rows(call_table.select())}

    said = await meeting.world.do(AnswerCall(call_id=call_id, tab="a"), meeting.lan)

    assert said.leg is not None
    assert (said.leg.epoch, said.leg.other_epoch, said.leg.describer) == (1, mei.epoch, False)
    await meeting.world.do(HearCall(call_id=call_id, epoch=1), meeting.lan)
    await meeting.world.do(HearCall(call_id=call_id, epoch=mei.epoch), meeting.mei)
    with pytest.raises(LegTaken):
        await meeting.world.do(TakeLeg(call_id=call_id, tab="m2"), meeting.mei)
    again = await meeting.world.do(AnswerCall(call_id=call_id, tab="b"), meeting.lan)
    assert again.leg is None  # a second device asks for it, as ever


async def test_a_second_tab_asks_and_then_the_first_one_is_out(meeting):
    call_id, old, _ = await meeting.on_legs()
    with pytest.raises(LegTaken):
        await meeting.world.do(TakeLeg(call_id=call_id, tab="lan-2"), meeting.lan)

    moved = await meeting.world.do(TakeLeg(call_id=call_id, tab="lan-2", insist=True), meeting.lan)

    assert moved.epoch == old + 1
    with pytest.raises(LegMoved):
        await meeting.world.do(StayHere(call_id=call_id, epoch=old), meeting.lan)


async def test_signals_of_an_old_page_or_a_stranger_are_refused(meeting):
    call_id, old, mei_epoch = await meeting.on_legs()
    await meeting.world.do(TakeLeg(call_id=call_id, tab="lan-1"), meeting.lan)
    relay = meeting.world.server.live.relay

    def hello(epoch: int) -> DescribeCall:
        return DescribeCall(call_id=call_id, epoch=epoch, signal=Signal(kind="hello"))

    await relay(hello(old + 1), meeting.lan)
    await relay(hello(mei_epoch), meeting.mei)
    with pytest.raises(LegMoved):
        await relay(hello(old), meeting.lan)
    with pytest.raises(NotAllowed):
        await relay(hello(1), meeting.bo)
    with pytest.raises(SignInFirst):
        await relay(hello(1), VISITOR)
    await meeting.world.do(HangUp(call_id=call_id), meeting.lan)
    with pytest.raises(rooms_refusals.CallOver):
        await relay(hello(old + 1), meeting.lan)


async def test_the_clock_stands_until_both_hear_again(meeting):
    call_id, lan, mei = await meeting.on_legs()
    await meeting.world.do(HearCall(call_id=call_id, epoch=lan), meeting.lan)
    assert state(meeting, call_id) is CallState.LIVE

    await meeting.world.do(LoseCall(call_id=call_id, epoch=lan), meeting.lan)
    await meeting.world.do(LoseCall(call_id=call_id, epoch=mei), meeting.mei)
    assert meeting.world.look(call_reads.call, call_id).runs_since is None

    await meeting.world.do(RegainCall(call_id=call_id, epoch=mei), meeting.mei)
    assert state(meeting, call_id) is CallState.RECONNECTING
    await meeting.world.do(RegainCall(call_id=call_id, epoch=lan), meeting.lan)

    assert state(meeting, call_id) is CallState.LIVE
    assert [kind for kind in meeting.world.kinds() if kind in {"call.down", "call.up"}] == [
        "call.down",
        "call.up",
    ]


async def test_hanging_up_at_the_same_time_is_one_end(meeting):
    call_id, lan, _ = await meeting.on_legs()
    await meeting.world.do(HearCall(call_id=call_id, epoch=lan), meeting.lan)

    await meeting.world.do(HangUp(call_id=call_id), meeting.lan)
    await meeting.world.do(HangUp(call_id=call_id), meeting.mei)

    assert state(meeting, call_id) is CallState.ENDED
    assert meeting.world.kinds().count("call.ended") == 1
    assert meeting.world.look(timers.ends_at, "call.line_lost", call_id) is None


async def test_when_both_pages_are_gone_the_talk_was_cut_off(meeting):
    call_id, lan, _ = await meeting.on_legs()
    await meeting.world.do(HearCall(call_id=call_id, epoch=lan), meeting.lan)
    assert meeting.world.look(timers.ends_at, "call.line_lost", call_id) is not None

    await meeting.world.do(LoseBoth(call_id=call_id))

    facts = meeting.world.rows("SELECT data FROM ledger WHERE kind = 'call.ended'")
    assert "cut_off" in facts[0].data


async def test_typing_counts_as_talking_once_both_have_typed(meeting):
    call_id, _, _ = await meeting.on_legs()

    await meeting.world.do(SayInCall(call_id=call_id, text="I hear nothing"), meeting.lan)
    assert state(meeting, call_id) is CallState.CONNECTING
    await meeting.world.do(SayInCall(call_id=call_id, text="Let us type"), meeting.mei)

    assert state(meeting, call_id) is CallState.LIVE
    assert [one.text for one in meeting.world.look(call_reads.said, call_id)] == [
        "I hear nothing",
        "Let us type",
    ]


async def test_a_recruiter_cannot_ask_for_money_in_a_call_either(meeting):
    call_id, _, _ = await meeting.on_legs()

    with pytest.raises(FeeAsked):
        await meeting.world.do(SayInCall(call_id=call_id, text="先交押金"), meeting.mei)


async def test_nor_in_two_pieces(meeting):
    call_id, _, _ = await meeting.on_legs()
    await meeting.world.do(SayInCall(call_id=call_id, text="先交押"), meeting.mei)

    with pytest.raises(FeeAsked):
        await meeting.world.do(SayInCall(call_id=call_id, text="金300元"), meeting.mei)


async def test_five_more_minutes_once(meeting):
    call_id, _, _ = await meeting.on_legs()

    await meeting.world.do(ExtendCall(call_id=call_id), meeting.mei)

    assert meeting.world.look(call_reads.call, call_id).extra_s == 300
    with pytest.raises(rooms_refusals.AlreadyExtended):
        await meeting.world.do(ExtendCall(call_id=call_id), meeting.mei)


async def test_notes_are_kept_as_they_stand_and_may_be_emptied(meeting):
    call_id, _, _ = await meeting.on_legs()

    await meeting.world.do(KeepNote(call_id=call_id, text="Six years"), meeting.mei)
    await meeting.world.do(KeepNote(call_id=call_id, text="Six years, shirts"), meeting.mei)
    assert meeting.world.look(call_reads.note, call_id) == "Six years, shirts"
    await meeting.world.do(KeepNote(call_id=call_id, text=""), meeting.mei)

    assert meeting.world.look(call_reads.note, call_id) == ""


async def test_a_ring_that_is_over_cannot_be_cancelled(meeting):
    call_id = await meeting.rung()
    await meeting.world.do(DeclineCall(call_id=call_id), meeting.lan)

    with pytest.raises(WrongState):
        await meeting.world.do(CancelCall(call_id=call_id), meeting.mei)


async def test_erasing_a_person_ends_the_call_and_blanks_what_was_typed_and_noted(meeting):
    call_id, _, _ = await meeting.on_legs()
    await meeting.world.do(SayInCall(call_id=call_id, text="my sister is Min"), meeting.lan)
    await meeting.world.do(KeepNote(call_id=call_id, text="sister Min"), meeting.mei)

    await meeting.world.do(Erase(sure="yes"), meeting.lan)

    assert state(meeting, call_id) is CallState.ENDED
    assert [one.text for one in meeting.world.look(call_reads.said, call_id)] == [""]
    assert meeting.world.look(call_reads.note, call_id) == ""
    assert meeting.world.chain_holds()
