"""A word texted back: it acts for the number's owner and the newest question, or not at all."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update

from fair.contract.people import Erase
from fair.contract.queue import LeaveQueue
from fair.contract.rooms import RingOut
from fair.glossary import TicketState
from fair.people.store import person_table
from fair.people.telling_writes import tell
from fair.queue.telling_writes import say_rings
from fair.reach.word import meant
from fair.signals.texts import HIDDEN
from fair.tickets.leaving import stays_until
from tests.queue.day import Day, a_day
from tests.reach.locked_phone import link_in, press, rung_unshown, texted
from tests.values import some
from tests.world import running

SECRET = "a secret of the gateway, long enough"
LAN, BO = "+8613812340001", "+8613812340002"


@pytest.fixture
async def day(tmp_path) -> AsyncIterator[Day]:
    async with running(tmp_path, sms_reply_secret=SECRET) as world:
        yield await a_day(world)


async def reply(day, number, word, secret=SECRET, **more):
    headers = {"authorization": f"Bearer {secret}"}
    async with day.world.web() as web:
        said = {"from": number, "text": word, **more}
        return await web.post("/texts/replies", json=said, headers=headers)


async def warned(day):
    """Return Lan's ticket, who was told to get ready by a text that asks for a reply."""
    ((lan, ticket_id),) = await day.waiting(1)
    await day.look()
    assert "Or reply 1: ready" in texted(day, lan.person_id)[-1]
    return lan, ticket_id


async def test_one_is_ready(day):
    _, ticket_id = await warned(day)
    assert (await reply(day, "13812340001", "１")).json() == {"done": True}
    assert day.ticket(ticket_id).ready_at is not None


async def test_two_is_five_more_minutes_and_three_leaves(day):
    _, ticket_id = await warned(day)
    assert (await reply(day, LAN, "再等五分钟")).json() == {"done": True}
    assert day.ticket(ticket_id).held == "five"
    assert (await reply(day, LAN, "3")).json() == {"done": True}
    assert day.ticket(ticket_id).state is TicketState.LEFT


async def test_the_same_reply_handed_on_twice_counts_once(day):
    _, ticket_id = await warned(day)
    for _ in range(2):
        assert (await reply(day, LAN, "2", id="m1")).json() == {"done": True}
    assert day.ticket(ticket_id).postponed
    assert day.world.kinds().count("ticket.postponed") == 1


async def test_a_ring_is_answered_by_its_link_and_by_no_reply(day):
    _, ticket_id = await warned(day)
    called = await rung_unshown(day)
    await reply(day, LAN, "1")
    assert day.ticket(ticket_id).state is TicketState.CALLED
    await day.world.do(RingOut(call_id=called.call_id))

    assert (await reply(day, LAN, "1", id="later")).json() == {"done": False}
    assert day.ticket(ticket_id).state is TicketState.WAITING


@pytest.mark.parametrize("secret", ["", "a guess", "a secret of the gateway"])
async def test_a_stranger_who_posts_there_changes_nothing(day, secret):
    await warned(day)
    before = day.everything()
    for word in "123":
        assert (await reply(day, LAN, word, secret)).status_code == 403
    assert day.everything() == before


async def test_a_stranger_who_guesses_is_soon_not_heard(day):
    codes = [(await reply(day, LAN, "3", "guess")).status_code for _ in range(31)]
    assert (codes[0], codes[-1]) == (403, 429)


async def test_where_no_secret_was_set_there_is_no_such_page(tmp_path):
    async with running(tmp_path) as world, world.web() as web:
        headers = {"authorization": "Bearer "}
        answer = await web.post("/texts/replies", json={"from": LAN, "text": "3"}, headers=headers)
        assert answer.status_code == 404


@pytest.mark.parametrize("word", ["", "4", "hello", "11", "3 " * 30, "leave me alone"])
async def test_what_means_nothing_changes_nothing(day, word):
    await warned(day)
    before = day.everything()
    assert (await reply(day, LAN, word)).json() == {"done": False}
    assert day.everything() == before


@pytest.mark.parametrize("number", [BO, "+8613899999999", "", "x", "1" * 39])
async def test_a_number_that_was_asked_nothing_changes_nothing(day, number):
    await warned(day)
    await day.seeker()
    before = day.everything()
    assert (await reply(day, number, "3")).json() == {"done": False}
    assert day.everything() == before


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"from": 1}', b"x" * 5000, b'{"text": "3"}'])
async def test_what_is_no_reply_is_refused(day, body):
    headers = {"authorization": f"Bearer {SECRET}"}
    async with day.world.web() as web:
        answer = await web.post("/texts/replies", content=body, headers=headers)
    assert answer.status_code in (413, 422)


async def test_whose_number_was_erased_is_nobodys_any_more(day):
    lan, _ = await warned(day)
    await day.world.do(Erase(sure="yes"), lan)
    assert (await reply(day, LAN, "3")).json() == {"done": False}


async def test_a_reply_gives_up_no_place_where_two_turns_were_asked_about(day):
    lan, first = await warned(day)
    other = await day.another_booth()
    second = await day.join(lan, other)
    await day.look(other)
    assert texted(day, lan.person_id)[-1].endswith("Or reply 1: ready.")  # no word that is refused
    for word in ("2", "3"):
        assert (await reply(day, LAN, word)).json() == {"done": False}
    assert [day.ticket(one).state for one in (first, second)] == [TicketState.WAITING] * 2
    assert not any(day.ticket(one).held for one in (first, second))
    # Once one of the two is over, it is plain which is meant.
    await day.world.do(LeaveQueue(ticket_id=first), lan)
    assert (await reply(day, LAN, "3")).json() == {"done": True}
    assert day.ticket(second).state is TicketState.LEFT


async def test_who_shares_a_number_is_taken_out_of_no_queue_by_the_others_reply(day):
    _, first = await warned(day)
    bo = await day.seeker()
    await day.world.work(
        lambda work: work.write(
            update(person_table).where(person_table.c.id == bo.person_id).values(phone=LAN, share=2)
        )
    )
    second = await day.join(bo)
    await day.world.work(lambda work: say_rings(work, day.ticket(second), "any"))
    assert "rings you" in texted(day, bo.person_id)[-1]
    assert (await reply(day, LAN, "3")).json() == {"done": False}
    assert [day.ticket(one).state for one in (first, second)] == [TicketState.WAITING] * 2


def test_the_words_of_three_languages():
    for said in ("1", "１", " Ready! ", "准备好了", "準備できました"):
        assert meant(said) == "ready"
    for said in ("2", "five", "再等五分钟。", "あと5分", "あと５分"):
        assert meant(said) == "five"
    for said in ("3", "LEAVE", "退出", "やめる"):
        assert meant(said) == "leave"


# --- a reply that did nothing ---


UNHEARD = "Your reply changed nothing"


async def test_who_is_not_understood_is_told_so_once(day):
    lan, ticket_id = await warned(day)
    before = day.ticket(ticket_id)
    for word in ("hello?", "what", "4"):
        assert (await reply(day, LAN, word)).json() == {"done": False}
    assert [UNHEARD in said for said in texted(day, lan.person_id)] == [False, True]
    assert day.ticket(ticket_id) == before


async def test_who_replies_after_the_turn_is_over_or_to_a_ring_is_told_so(day):
    lan, ticket_id = await warned(day)
    await rung_unshown(day)
    assert (await reply(day, LAN, "1")).json() == {"done": False}
    assert UNHEARD in texted(day, lan.person_id)[-1]
    assert day.ticket(ticket_id).state is TicketState.CALLED


async def test_a_stranger_and_a_number_without_a_question_are_texted_nothing(day):
    ((lan, _),) = await day.waiting(1)
    for number in (LAN, "+8613899990000"):
        assert (await reply(day, number, "hello")).json() == {"done": False}
    assert texted(day, lan.person_id) == []


# --- what a reply did ---


async def share(day, who):
    """Let somebody use Lan's number, too."""
    await day.world.work(
        lambda work: work.write(
            update(person_table)
            .where(person_table.c.id == who.person_id)
            .values(phone=LAN, share=2)
        )
    )


def left(day, ticket_id):
    return day.ticket(ticket_id).state is TicketState.LEFT


async def test_a_reply_that_took_somebody_out_of_a_queue_says_for_whom_and_is_taken_back(day):
    lan, ticket_id = await warned(day)
    assert (await reply(day, LAN, "3")).json() == {"done": True}
    assert left(day, ticket_id)
    said = texted(day, lan.person_id)[-1]
    assert "you have left the queue" in said
    assert "reply 0" in said

    assert (await reply(day, LAN, "0")).json() == {"done": True}
    assert day.ticket(ticket_id).state is TicketState.WAITING
    assert "you are in the queue again" in texted(day, lan.person_id)[-1]


async def test_five_minutes_and_ready_by_reply_are_said_too_and_each_asks_anew(day):
    lan, ticket_id = await warned(day)
    await reply(day, LAN, "2")
    assert "you have five more minutes" in texted(day, lan.person_id)[-1]
    await reply(day, LAN, "1")
    assert day.ticket(ticket_id).held == ""
    assert "by your reply you are ready" in texted(day, lan.person_id)[-1]
    assert len(texted(day, lan.person_id)) == 3


async def test_of_several_who_share_a_number_a_reply_takes_out_only_who_was_named(day):
    _, ticket_id = await warned(day)
    await share(day, await day.seeker())
    for word in "23":
        assert (await reply(day, LAN, word)).json() == {"done": False}
    assert not left(day, ticket_id)


async def test_who_was_named_is_taken_out_and_the_text_names_them_again(day):
    lan = await day.seeker()
    await share(day, await day.seeker())
    ticket_id = await day.join(lan)
    await day.look()
    assert texted(day, lan.person_id)[-1].startswith("For Zhao 1: ")
    assert (await reply(day, LAN, "3")).json() == {"done": True}
    assert left(day, ticket_id)
    assert texted(day, lan.person_id)[-1].startswith("For Zhao 1: ")


async def test_a_reply_takes_nobody_out_once_something_else_was_texted_to_the_number(day):
    lan, ticket_id = await warned(day)
    told = partial(tell, text=HIDDEN, values=lambda _: {}, dedupe="another", lasts_s=600)
    await day.world.work(lambda work: told(work, lan.person_id))
    assert (await reply(day, LAN, "3")).json() == {"done": False}
    assert not left(day, ticket_id)
    assert UNHEARD in texted(day, lan.person_id)[-1]


async def test_a_leaving_by_reply_can_be_taken_back_for_five_minutes_and_by_the_link_too(day):
    lan, ticket_id = await warned(day)
    await reply(day, LAN, "3", id="m")
    assert (await reply(day, LAN, "3", id="m")).json() == {"done": True}
    assert UNHEARD not in texted(day, lan.person_id)[-1]
    until = some(stays_until(day.ticket(ticket_id)))
    assert until - some(day.ticket(ticket_id).ended_at) == timedelta(minutes=5)
    page, *_ = await press(day, link_in(texted(day, lan.person_id)[-1]))
    assert "Stay in the queue" in page.text
    assert day.ticket(ticket_id).state is TicketState.WAITING


async def test_no_second_five_minutes_are_offered_by_text(day):
    _, ticket_id = await warned(day)
    lan = day.ticket(ticket_id).person_id
    assert (await reply(day, LAN, "2")).json() == {"done": True}
    assert (await reply(day, LAN, "1")).json() == {"done": True}
    said = texted(day, lan)[-1]
    assert "by your reply you are ready" in said
    assert "Reply 3 to leave" in said
    assert "five" not in said


async def test_every_word_that_is_offered_after_staying_works(day):
    _, ticket_id = await warned(day)
    lan = day.ticket(ticket_id).person_id
    for word in ("3", "0"):
        assert (await reply(day, LAN, word)).json() == {"done": True}
    assert "Reply 1: ready, 3: leave" in texted(day, lan)[-1]
    assert (await reply(day, LAN, "1")).json() == {"done": True}
    assert day.ticket(ticket_id).ready_at is not None
    assert (await reply(day, LAN, "3")).json() == {"done": True}
    assert day.ticket(ticket_id).state is TicketState.LEFT
