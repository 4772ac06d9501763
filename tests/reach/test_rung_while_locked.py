"""Rung with the phone locked: a text after five seconds, a longer ring, a link that answers it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, text

from fair import timers
from fair.contract.queue import FreeTicket
from fair.contract.reach import AnswerText
from fair.contract.rooms import CancelCall, RingOut, RingUnshown, ShowCall
from fair.db import utc_now
from fair.decisions import NotAllowed
from fair.glossary import TicketState
from fair.queue import reads
from fair.reign import heartbeat
from fair.rooms import call_reads
from tests.queue.day import Day, a_day
from tests.reach.locked_phone import link_in, press, rung_unshown, texted


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def test_a_ring_that_no_page_shows_is_texted_once_and_then_lasts_ninety_seconds(day):
    ((lan, ticket_id),) = await day.waiting(1)
    await day.warned_a_while_ago(ticket_id)
    called = await rung_unshown(day)

    (said,) = texted(day, lan.person_id)
    assert "rings you for your talk. Answer here:" in said
    assert "your place is kept." in said
    ends = day.world.look(timers.ends_at, "call.ring_end", called.call_id)
    assert 80 < (ends - utc_now()).total_seconds() <= 90

    await day.world.do(RingUnshown(call_id=called.call_id))
    assert len(texted(day, lan.person_id)) == 1
    assert day.world.chain_holds()


async def test_who_was_ready_now_and_locked_the_phone_is_texted_too(day):
    lan = await day.seeker()
    await day.join(lan, ready_in=0)
    await rung_unshown(day)

    assert ["rings you for your talk" in one for one in texted(day, lan.person_id)] == [True]


async def test_a_ring_that_a_page_shows_is_not_texted(day):
    ((lan, _),) = await day.waiting(1)
    called = await day.call()
    await day.world.do(ShowCall(call_id=called.call_id), lan)
    assert day.world.look(timers.ends_at, "call.ring_unshown", called.call_id) is None

    await day.world.do(RingUnshown(call_id=called.call_id))

    assert texted(day, lan.person_id) == []


async def test_who_cannot_be_texted_is_rung_no_longer_than_before(day):
    lan = await day.seeker(confirmed=False)
    await day.warned_a_while_ago(await day.join(lan))
    called = await rung_unshown(day)

    assert day.world.look(call_reads.call, called.call_id).ring_s == 45
    assert not any("rings you" in one for one in texted(day, lan.person_id))


async def test_the_link_answers_the_ring_and_signs_its_reader_in(day):
    ((lan, ticket_id),) = await day.waiting(1)
    called = await rung_unshown(day)

    page, answer, queues = await press(day, link_in(texted(day, lan.person_id)[0]))

    assert "rings you now" in page.text
    assert (answer.status_code, answer.headers["location"]) == (303, f"/calls/{called.call_id}")
    assert queues == 200
    assert day.ticket(ticket_id).state is TicketState.TALKING


async def test_looking_at_the_link_answers_nothing_signs_nobody_in_and_spends_nothing(day):
    ((lan, _),) = await day.waiting(1)
    await rung_unshown(day)
    path = link_in(texted(day, lan.person_id)[0])
    before = day.everything()

    async with day.world.web() as web:
        for _ in range(3):
            page = await web.get(path)
            assert page.headers["cache-control"] == "no-store"
            assert page.headers["referrer-policy"] == "no-referrer"
        assert (await web.get("/queues")).status_code != 200
    assert day.everything() == before

    assert (await press(day, path))[1].status_code == 303


async def test_after_next_the_link_marks_the_person_ready_at_the_head(day):
    (lan, first), (_, second) = await day.waiting(2)
    called = await rung_unshown(day)
    await day.world.do(CancelCall(call_id=called.call_id), day.scene.recruiter)
    assert (day.ticket(first).held, day.ticket(first).state) == ("unreached", TicketState.WAITING)

    _, answer, _ = await press(day, link_in(texted(day, lan.person_id)[-1]))

    assert answer.headers["location"] == "/queues"
    assert day.ticket(first).ready_at is not None
    line = day.world.look(reads.in_order, day.booth_id)
    assert [(one.ticket_id, one.free) for one in line] == [(first, True), (second, True)]
    assert (await day.call()).ticket_id == first


async def test_the_third_ring_that_reached_nobody_parks_and_its_link_brings_back(day):
    ((lan, ticket_id),) = await day.waiting(1)
    for _ in range(3):
        called = await rung_unshown(day)
        await day.world.do(RingOut(call_id=called.call_id))
        if day.ticket(ticket_id).held:
            await day.world.do(FreeTicket(ticket_id=ticket_id))
    assert day.ticket(ticket_id).state is TicketState.PARKED
    assert "nobody answered. Your place is kept" in texted(day, lan.person_id)[-1]

    await press(day, link_in(texted(day, lan.person_id)[-1]))

    back = day.ticket(ticket_id)
    assert (back.state, back.number) == (TicketState.WAITING, 1)


async def test_a_real_miss_is_texted_and_the_second_says_that_the_number_is_over(day):
    ((lan, ticket_id),) = await day.waiting(1)
    for said in ("nobody answered. Your place is kept", "Your place there is over"):
        await day.warned_a_while_ago(ticket_id)
        called = await day.call()
        await day.rang_to_the_end(called.call_id)
        assert said in texted(day, lan.person_id)[-1]
        if day.ticket(ticket_id).live:
            await press(day, link_in(texted(day, lan.person_id)[-1]))
    assert day.ticket(ticket_id).state is TicketState.LAPSED


# --- strangers and crooks ---


async def test_the_link_lets_one_browser_in_and_no_second_one(day):
    ((lan, _),) = await day.waiting(1)
    await rung_unshown(day)
    path = link_in(texted(day, lan.person_id)[0])
    assert (await press(day, path))[2] == 200

    page, answer, queues = await press(day, path)

    assert "This link no longer works" in page.text
    assert answer.status_code in (403, 410)
    assert queues != 200


async def test_who_presses_twice_is_let_in_by_the_second_answer_too(day):
    ((lan, ticket_id),) = await day.waiting(1)
    await rung_unshown(day)
    path = link_in(texted(day, lan.person_id)[0])
    async with day.world.web() as web:
        csrf = (await web.get(path)).text.partition('name="csrf" value="')[2].partition('"')[0]
        visitor = dict(web.cookies)
        lost = await web.post(path, data={"csrf": csrf})
        web.cookies.clear()
        for name, value in visitor.items():
            web.cookies.set(name, value, domain="127.0.0.1")
        again = await web.post(path, data={"csrf": csrf})
    assert lost.headers["location"] == again.headers["location"]
    assert day.ticket(ticket_id).state is TicketState.TALKING


async def test_after_a_power_cut_the_link_that_was_texted_before_it_still_answers_the_ring(day):
    ((lan, ticket_id),) = await day.waiting(1)
    await day.warned_a_while_ago(ticket_id)
    called = await rung_unshown(day)
    path = link_in(texted(day, lan.person_id)[0])
    cut = timedelta(minutes=40)

    def were_before_it(work):
        """Everything so far happened before the cut, the leader's last beat too."""
        gone, ms = utc_now() - cut, cut // timedelta(microseconds=1)
        work.write(text(f"UPDATE text_link SET made_at = made_at - {ms}"))
        work.write(delete(heartbeat))
        work.write(insert(heartbeat).values(who="leader", at=gone))

    await day.world.work(were_before_it)
    await day.world.server.leader.wake()

    assert (await press(day, path))[1].headers["location"] == f"/calls/{called.call_id}"


async def test_an_old_link_signs_nobody_in_and_still_leads_its_owner_on(day):
    ((lan, _),) = await day.waiting(1)
    await rung_unshown(day)
    path = link_in(texted(day, lan.person_id)[0])
    half_an_hour = timedelta(minutes=30) // timedelta(microseconds=1)
    await day.world.work(
        lambda work: work.write(text(f"UPDATE text_link SET made_at = made_at - {half_an_hour}"))
    )
    assert (await press(day, path))[2] != 200

    _, answer, _ = await press(day, path, day.tokens[lan.person_id])

    assert answer.headers["location"].startswith("/calls/")


async def test_a_made_up_link_opens_nothing(day):
    await day.waiting(1)
    for key in ("a" * 12, "a" * 200, "x"):
        page, answer, queues = await press(day, f"/t/{key}")
        assert "This link no longer works" in page.text
        for said in (page.text, answer.text):
            assert "place is kept" not in said.partition("<main")[2].partition("</main>")[0]
        assert answer.status_code in (403, 410)
        assert queues != 200


async def test_the_page_of_a_link_says_how_the_turn_stands_and_never_that_it_rings_when_it_does_not(
    day,
):
    ((lan, ticket_id),) = await day.waiting(1)
    called = await rung_unshown(day)
    path, mine = link_in(texted(day, lan.person_id)[0]), day.tokens[lan.person_id]
    assert "rings you now" in (await press(day, path, mine))[0].text

    page, _, _ = await press(day, path, mine)
    assert day.ticket(ticket_id).state is TicketState.TALKING
    assert "Your talk with" in page.text
    assert "goes on" in page.text
    assert "rings you" not in page.text

    await day.talk_over(lan, called.call_id)
    assert "This turn is over" in (await press(day, path, mine))[0].text


async def test_somebody_elses_page_answers_nothing_for_them(day):
    (_, ticket_id), (bo, _) = await day.waiting(2)
    for word in ("here", "ready", "five", "leave"):
        with pytest.raises(NotAllowed):
            await day.world.do(AnswerText(ticket_id=ticket_id, word=word), bo)
