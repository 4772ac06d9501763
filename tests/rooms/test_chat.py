"""A booth's room: who may write, answer, hide and announce, and what others read."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from fair.contract.people import Erase
from fair.contract.programme import CloseFair
from fair.contract.rooms_chat import AnnounceInBooth, AnswerQuestion, Ask, HideMessage, Say
from fair.db import utc_now
from fair.decisions import VISITOR, NotAllowed, NotFound, SignInFirst
from fair.rooms import chat_reads, chat_views
from fair.rooms.chat_store import message_table
from fair.rooms.refusals import NotAQuestion, RoomClosed
from fair.screening.refusals import FeeAsked
from tests.rooms.meeting import Meeting, a_meeting


@pytest.fixture
async def meeting(world) -> Meeting:
    return await a_meeting(world)


def room(meeting: Meeting, who) -> dict[str, Any]:
    return meeting.world.look(chat_views.chat, who, meeting.scene.booth_id)


async def test_a_seeker_is_a_number_and_telephone_numbers_are_hidden(meeting):
    text = "Is the room for two? ring me: 138 1234 5678"
    await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text=text), meeting.lan)

    (seen,) = room(meeting, meeting.bo)["stream"]

    assert seen["number"] > 0
    assert "Zhao" not in str(seen)
    assert seen["text"] == "Is the room for two? ring me: ••••"
    assert "5678" not in meeting.world.rows("SELECT text FROM message")[0].text


@pytest.mark.parametrize(
    "text",
    [
        "电话:13800138000",
        "Tel:13800138000",
        "call me,13800138000",
        "tel.13800138000",
        "138,1234,5678",
        "一三八 一二三四 五六七八",
        "1三8一2三4五6七8",
        "my wechat is zhao_lan88",
    ],
)
async def test_a_way_to_reach_somebody_outside_is_covered_however_it_is_written(meeting, text):
    await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text=text), meeting.lan)

    (seen,) = room(meeting, meeting.bo)["stream"]

    assert "••••" in seen["text"]
    assert not any(end in seen["text"] for end in ("8000", "5678", "五六七八", "zhao", "6七8"))


@pytest.mark.parametrize(
    "text", ["工资4600-5200元 8:00-20:00", "2026-12-31 4600-5200", "奖金池 12000000 元"]
)
async def test_pay_hours_and_days_stay_whole(meeting, text):
    await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text=text), meeting.lan)

    assert room(meeting, meeting.bo)["stream"][0]["text"] == text


@pytest.mark.parametrize(
    ("pieces", "hidden"),
    [
        (["138", "0013", "8000"], "8000"),
        (["my wechat is", "zhao_lan88"], "zhao_lan88"),
        (["+86 138", "0013", "8000 ok?"], "8000"),
        (["13", "80", "01", "38", "00", "0"], "000"),
        (["一三八", "零零一三", "八零零零"], "八零零零"),
    ],
)
async def test_a_number_sent_in_pieces_is_one_number(meeting, pieces, hidden):
    for piece in pieces:
        await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text=piece), meeting.lan)

    shown = "".join(seen["text"] for seen in reversed(room(meeting, meeting.bo)["stream"]))

    assert hidden not in shown
    assert "••••" in shown


async def test_pieces_of_two_people_or_of_two_hours_are_not_one_number(meeting):
    booth = meeting.scene.booth_id
    for piece in ("138", "0013"):
        await meeting.world.do(Say(booth_id=booth, text=piece), meeting.lan)
    await meeting.world.do(Say(booth_id=booth, text="8000"), meeting.bo)
    an_hour_ago = update(message_table).values(at=utc_now() - timedelta(hours=1))
    await meeting.world.work(lambda work: work.write(an_hour_ago))
    await meeting.world.do(Say(booth_id=booth, text="8000"), meeting.lan)

    for pay in ("4600", "5200"):
        await meeting.world.do(Say(booth_id=booth, text=pay), meeting.bo)

    assert not any("••••" in seen["text"] for seen in room(meeting, meeting.bo)["stream"])


async def test_a_visitor_reads_and_does_not_write(meeting):
    await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text="hello"), meeting.lan)

    assert len(room(meeting, VISITOR)["stream"]) == 1
    with pytest.raises(SignInFirst):
        await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text="hello"), VISITOR)


async def test_questions_stay_with_their_answers(meeting):
    asked = await meeting.world.do(
        Ask(booth_id=meeting.scene.booth_id, text="When does the bus leave?"), meeting.lan
    )
    answer = AnswerQuestion(message_id=asked.message_id, text="At seven.")
    with pytest.raises(NotAllowed):
        await meeting.world.do(answer, meeting.scene.stranger)

    await meeting.world.do(answer, meeting.mei)

    (seen,) = room(meeting, VISITOR)["questions"]
    assert (seen["answer"], seen["answered_by"]) == ("At seven.", "Mei")


async def test_only_a_question_is_answered(meeting):
    said = await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text="hello"), meeting.lan)

    with pytest.raises(NotAQuestion):
        await meeting.world.do(AnswerQuestion(message_id=said.message_id, text="hi"), meeting.mei)


async def test_a_hidden_message_is_gone_for_others_and_its_author_reads_why(meeting):
    said = await meeting.world.do(
        Say(booth_id=meeting.scene.booth_id, text="you are all fools"), meeting.lan
    )
    hide = HideMessage(message_id=said.message_id, reason="insult")
    for who in (meeting.scene.stranger,):
        with pytest.raises(NotAllowed):
            await meeting.world.do(hide, who)

    await meeting.world.do(hide, meeting.mei)

    assert room(meeting, meeting.bo)["stream"] == []
    (mine,) = room(meeting, meeting.lan)["stream"]
    assert (mine["hidden"], mine["reason"]) == (True, "insult")
    assert meeting.world.look(chat_reads.message, said.message_id).text == "you are all fools"


async def test_the_organiser_may_hide_too(meeting):
    said = await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text="x"), meeting.lan)

    await meeting.world.do(
        HideMessage(message_id=said.message_id, reason="off_topic"), meeting.scene.organiser
    )

    assert meeting.world.look(chat_reads.message, said.message_id).hidden


async def test_the_last_announcement_stands_on_top(meeting):
    for text in ("We start at ten.", "The next bus leaves at seven."):
        await meeting.world.do(
            AnnounceInBooth(booth_id=meeting.scene.booth_id, text=text), meeting.mei
        )

    assert room(meeting, VISITOR)["announcement"].text == "The next bus leaves at seven."
    with pytest.raises(NotAllowed):
        await meeting.world.do(
            AnnounceInBooth(booth_id=meeting.scene.booth_id, text="Come to us"),
            meeting.scene.stranger,
        )


async def test_staff_of_another_employer_does_not_write_here(meeting):
    with pytest.raises(NotAllowed):
        await meeting.world.do(
            Say(booth_id=meeting.scene.booth_id, text="Come to us"), meeting.scene.stranger
        )
    assert meeting.world.rows("SELECT id FROM message") == []


@pytest.mark.parametrize("kind", [Say, AnnounceInBooth])
async def test_words_of_staff_that_ask_for_money_are_refused(meeting, kind):
    with pytest.raises(FeeAsked):
        await meeting.world.do(
            kind(booth_id=meeting.scene.booth_id, text="A deposit of 300 first."), meeting.mei
        )
    assert meeting.world.rows("SELECT id FROM message") == []


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("Ｄｅｐｏｓｉｔ 300", "Ｄｅｐｏｓｉｔ 300"),
        ("先交 500 元", "先交 500 元"),
        ("No deposit but pay 300 for uniform", "pay 300 for uniform"),
        ("制服代は５０００円です", "制服代"),
    ],
)
async def test_a_demand_of_staff_is_named_as_it_was_typed(meeting, typed, phrase):
    asked = await meeting.world.do(
        Ask(booth_id=meeting.scene.booth_id, text="要交押金吗？"), meeting.lan
    )
    for command in (
        Say(booth_id=meeting.scene.booth_id, text=typed),
        AnnounceInBooth(booth_id=meeting.scene.booth_id, text=typed),
        AnswerQuestion(message_id=asked.message_id, text=typed),
    ):
        with pytest.raises(FeeAsked) as refused:
            await meeting.world.do(command, meeting.mei)
        assert refused.value.values == {"phrase": phrase}
    assert len(meeting.world.rows("SELECT id FROM message")) == 1


PIECES = [("You pay", "for the uniform"), ("先交", "押", "金300元"), ("紹介", "料は3万円です")]


@pytest.mark.parametrize("pieces", PIECES)
async def test_money_that_is_asked_for_in_pieces_is_asked_for(meeting, pieces):
    *some, last = pieces
    for text in some:
        await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text=text), meeting.mei)

    with pytest.raises(FeeAsked):
        await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text=last), meeting.mei)


async def test_short_words_one_after_the_other_are_no_demand(meeting):
    for text in (
        "Hello!",
        "No deposit here.",
        "300 beds",
        "Free of charge",
        "宿舍免费",
        "每月5000元",
    ):
        await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text=text), meeting.mei)


async def test_a_room_that_does_not_exist_is_not_found(meeting):
    with pytest.raises(NotFound):
        await meeting.world.do(Say(booth_id="nowhere", text="hello"), meeting.lan)
    with pytest.raises(NotFound):
        meeting.world.look(chat_views.chat, VISITOR, "nowhere")


async def test_after_the_fair_one_reads_and_no_longer_writes(meeting):
    await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text="hello"), meeting.lan)
    await meeting.world.do(CloseFair(fair_id=meeting.scene.fair_id), meeting.scene.organiser)

    with pytest.raises(RoomClosed):
        await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text="again"), meeting.lan)
    assert len(room(meeting, VISITOR)["stream"]) == 1


async def test_erasing_a_person_blanks_their_messages_and_the_chain_holds(meeting):
    await meeting.world.do(Say(booth_id=meeting.scene.booth_id, text="I am Lan"), meeting.lan)
    await meeting.world.do(Ask(booth_id=meeting.scene.booth_id, text="Lan asks"), meeting.lan)

    await meeting.world.do(Erase(sure="yes"), meeting.lan)

    assert [row.text for row in meeting.world.rows("SELECT text FROM message")] == ["", ""]
    assert room(meeting, VISITOR)["stream"] == []
    assert meeting.world.chain_holds()
