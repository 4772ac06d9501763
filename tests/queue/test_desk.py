"""The desk: whom to call, what to answer, and what there is to do when nobody can be reached."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from fair.board.rows_reads import verify_rows
from fair.contract.booths import BoothPause
from fair.contract.employers import LicenceSuspend
from fair.contract.queue import CallNext, PhoneInstead
from fair.contract.rooms import (
    AnswerCall,
    HearCall,
    KeepNote,
    LoseCall,
    RegainCall,
    RingOut,
    SeekerGone,
    StayHere,
    TakeLeg,
)
from fair.db import utc_now
from fair.decisions import NotAllowed, Refusal
from fair.employers import reads as employers
from fair.interviews import reads as interviews
from fair.queue.reads import in_order
from fair.rooms import call_reads
from fair.rooms.call_store import call_table
from fair.rooms.refusals import CallOver, StillThere
from fair.tickets import refusals
from tests.queue.day import Day, a_day
from tests.queue.test_calling import no_fit
from tests.queue.test_queue_pages import read


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def pass_by(day: Day, seconds: float) -> None:
    world = day.world
    world.clock(max(world.database._last_now, utc_now()) + timedelta(seconds=seconds))


async def talking(day: Day, who, call_id: str) -> dict[str, int]:
    """Let both be on the call and hear each other; return the epochs of their pages."""
    await day.world.do(AnswerCall(call_id=call_id), who)
    epochs = {}
    for name, side in (("seeker", who), ("recruiter", day.scene.recruiter)):
        leg = await day.world.do(TakeLeg(call_id=call_id, tab="t1"), side)
        epochs[name] = leg.epoch
        await day.world.do(HearCall(call_id=call_id, epoch=leg.epoch), side)
    return epochs


async def vanished(day: Day, who, call_id: str) -> None:
    epochs = await talking(day, who, call_id)
    lost = LoseCall(call_id=call_id, epoch=epochs["recruiter"])
    await day.world.do(lost, day.scene.recruiter)


async def test_who_vanishes_goes_back_to_the_head_while_the_next_is_called(day):
    (one, first), (_, second) = await day.waiting(2)
    called = await day.call()
    await vanished(day, one, called.call_id)
    gone, mei = SeekerGone(call_id=called.call_id), day.scene.recruiter
    with pytest.raises(StillThere):
        await day.world.do(gone, mei)
    pass_by(day, 31)
    await day.world.do(gone, mei)

    assert [found.ticket_id for found in day.world.look(in_order, day.booth_id)] == [first, second]
    assert (await day.call()).ticket_id == second
    assert "The connection broke. You go on first" in await read(day, one, "/queues")
    assert day.world.look(verify_rows).differences == []


async def test_a_talk_that_broke_off_is_not_among_the_answers_owed(day):
    ((one, _),) = await day.waiting(1)
    called = await day.call()
    await vanished(day, one, called.call_id)
    pass_by(day, 31)
    await day.world.do(SeekerGone(call_id=called.call_id), day.scene.recruiter)

    desk = await read(day, "recruiter", f"/desk/{day.booth_id}")
    assert "None. Everybody has an answer." in desk
    assert "no answer is due until then" in await read(day, "recruiter", f"/calls/{called.call_id}")


async def test_nobody_is_said_to_be_gone_who_is_heard_or_whose_page_is_there(day):
    ((one, _),) = await day.waiting(1)
    called = await day.call()
    epochs = await talking(day, one, called.call_id)
    gone, mei = SeekerGone(call_id=called.call_id), day.scene.recruiter
    pass_by(day, 45)
    with pytest.raises(StillThere):
        await day.world.do(gone, mei)  # the sound goes on, whatever their page says
    await day.world.do(LoseCall(call_id=called.call_id, epoch=epochs["recruiter"]), mei)
    await day.world.do(StayHere(call_id=called.call_id, epoch=epochs["seeker"]), one)
    with pytest.raises(StillThere):
        await day.world.do(gone, mei)
    for stranger in (day.scene.colleague, day.scene.stranger, one):
        with pytest.raises(NotAllowed):
            await day.world.do(gone, stranger)
    pass_by(day, 31)
    await day.world.do(gone, mei)
    with pytest.raises(CallOver):
        await day.world.do(gone, mei)


async def test_a_ring_no_screen_shows_offers_the_next_and_the_agreed_telephone(day):
    one = await day.seeker()
    await day.join(one, phone_ok=True)
    await day.waiting(1)
    called = await day.call()
    page = f"/calls/{called.call_id}"
    assert "Nobody answers" not in await read(day, "recruiter", page)
    by_phone = PhoneInstead(call_id=called.call_id)
    with pytest.raises(Refusal):
        await day.world.do(by_phone, day.scene.recruiter)

    pass_by(day, 91)
    await day.world.do(RingOut(call_id=called.call_id))
    said = await read(day, "recruiter", page)
    assert "Call next: Zhao 2" in said
    assert "+8613812340001" in said
    for stranger in (day.scene.colleague, day.scene.stranger):
        with pytest.raises(NotAllowed):
            await day.world.do(by_phone, stranger)
    await day.world.do(by_phone, day.scene.recruiter)

    (talk,) = day.world.look(interviews.interviews_of_booth, day.booth_id)
    assert (talk.state, talk.call_id) == ("owed", called.call_id)
    assert "How does it end?" in await read(day, "recruiter", page)
    assert "The employer answers by" in await read(day, one, "/queues")
    assert "+8613812340001" not in await read(day, "recruiter", page)
    with pytest.raises(Refusal):
        await day.world.do(by_phone, day.scene.recruiter)
    assert day.world.look(verify_rows).differences == []


async def test_a_talk_whose_sound_stays_away_offers_the_agreed_telephone_and_only_then(day):
    one = await day.seeker()
    await day.join(one, phone_ok=True)
    called = await day.call()
    part, number = f"/calls/{called.call_id}/no-sound", "+8613812340001"
    epochs = await talking(day, one, called.call_id)
    lost = LoseCall(call_id=called.call_id, epoch=epochs["recruiter"])
    regained = RegainCall(call_id=called.call_id, epoch=epochs["recruiter"])
    mei = day.scene.recruiter

    assert number not in await read(day, "recruiter", part)
    await day.world.do(lost, mei)
    assert number not in await read(day, "recruiter", part)  # a blink opens no number
    # Pages go by the real time: the half minute is over, however long the two heard each other.
    earlier = {"answered_at": utc_now() - timedelta(seconds=60)}
    await day.world.work(lambda work: work.write(update(call_table).values(earlier)))
    assert number in await read(day, "recruiter", part)
    assert number in await read(day, "recruiter", f"/calls/{called.call_id}")
    tokens = day.scene.tokens
    for token in (tokens["colleague"], tokens["stranger"], day.tokens[one.person_id]):
        async with day.world.web(token) as web:
            assert (await web.get(part)).status_code == 403
    await day.world.do(regained, mei)
    assert number not in await read(day, "recruiter", part)


async def test_a_silent_talk_shows_no_number_of_who_did_not_agree(day):
    ((one, _),) = await day.waiting(1)
    called = await day.call()
    await vanished(day, one, called.call_id)
    earlier = {"answered_at": utc_now() - timedelta(seconds=60)}
    await day.world.work(lambda work: work.write(update(call_table).values(earlier)))
    assert "+861381234" not in await read(day, "recruiter", f"/calls/{called.call_id}/no-sound")


async def test_nobody_is_phoned_who_did_not_agree(day):
    await day.waiting(1)
    called = await day.call()
    pass_by(day, 91)
    await day.world.do(RingOut(call_id=called.call_id))
    assert "+861381234" not in await read(day, "recruiter", f"/calls/{called.call_id}")
    with pytest.raises(refusals.PhoneNotAgreed):
        await day.world.do(PhoneInstead(call_id=called.call_id), day.scene.recruiter)


async def test_owed_answers_stand_beside_the_notes_and_lead_to_the_next(day):
    people = await day.waiting(2)
    for (who, _), note in zip(people, ("Sews shirts", "Packs boxes"), strict=True):
        called = await day.call()
        await day.talk(who, called.call_id)
        await day.world.do(KeepNote(call_id=called.call_id, text=note), day.scene.recruiter)
    first, second = day.world.look(interviews.interviews_of_booth, day.booth_id)

    said = await read(day, "recruiter", f"/desk/{day.booth_id}/owed/{first.id}")
    assert "Sews shirts" in said
    assert "Packs boxes" not in said
    assert "Save, then Zhao 2" in said
    await day.world.do(no_fit(first.id), day.scene.recruiter)
    assert "Next: Zhao 2" in await read(day, "recruiter", f"/desk/{day.booth_id}/owed/{first.id}")
    async with day.world.web(day.scene.tokens["stranger"]) as web:
        for path in ("", "/line"):
            answer = await web.get(f"/desk/{day.booth_id}/owed/{second.id}{path}")
            assert answer.status_code == 403


async def test_the_desk_never_asks_to_open_what_may_not_be_opened(day):
    desk = f"/desk/{day.booth_id}"
    await day.world.do(BoothPause(booth_id=day.booth_id), day.scene.recruiter)
    said = await read(day, "recruiter", desk)
    assert "Press “Go on” above" in said
    assert "Who waits keeps the place." not in said
    licence = day.world.look(employers.licence, day.scene.employer_id)
    await day.world.do(LicenceSuspend(licence_id=licence.id, reason="expired"), day.scene.organiser)

    said = await read(day, "recruiter", desk)
    assert "The organiser has paused recruiting by Huafeng." in said
    assert "olga@staff.example" in said
    assert "Open the booth" not in said
    assert "Press “Go on” above" not in said
    with pytest.raises(Refusal):
        await day.world.do(CallNext(booth_id=day.booth_id), day.scene.recruiter)


async def test_the_seeker_reads_why_nothing_moves_and_no_address_of_staff(day):
    ((one, _),) = await day.waiting(1)
    await day.world.do(BoothPause(booth_id=day.booth_id), day.scene.recruiter)
    said = await read(day, one, "/queues")
    assert "Huafeng has paused the booth." in said
    assert "@staff.example" not in said
    desk = await read(day, "recruiter", f"/desk/{day.booth_id}")
    assert "Who waits keeps the place." in desk


async def test_an_extension_says_what_it_costs_and_goes_once(day):
    people = await day.waiting(3)
    called = await day.call()
    await talking(day, people[0][0], called.call_id)
    more = f"/calls/{called.call_id}/more"
    assert "Costs 2 people about five minutes each." in await read(day, "recruiter", more)
    for other in ("stranger", "colleague"):
        async with day.world.web(day.scene.tokens[other]) as web:
            assert (await web.get(more)).status_code == 403
    call = day.world.look(call_reads.call, called.call_id)
    assert call.extra_s == 0
