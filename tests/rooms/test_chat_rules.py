"""What may be written in a room, and what others read of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.contacts.reading import MASK
from fair.languages import Texts
from fair.rooms.chat import Message, mask, tidy
from fair.rooms.refusals import NothingSaid, TooLong
from fair.rooms.room import Room
from fair.screening.refusals import FeeAsked
from fair.screening.screen import check_fee

AT = datetime(2026, 11, 21, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "call 13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "１３８１２３４５６７８",
        "０９０-１２３４-５６７８",
        "(0571) 8812 3456",
        "我的电话一三八一二三四五六七八",
        "加微信：zhao_lan88",
        "我微信号 zhaolan1990",
        "LINE ID: zhao-lan",
        "zhao.lan@example.com",
        "WhatsApp 447700900123",
    ],
)
def test_contacts_are_made_unreadable(text):
    shown = mask(text)

    assert MASK in shown
    assert "5678" not in shown
    assert "zhao" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "The bus leaves at 7:30 on 2026-12-03.",
        "2026.12.03 8:00-17:30",
        "月薪 4600-6800 元",
        "6,100–6,800 yuan, 52 hours of overtime",
        "12 beds, 4 people, room 301",
        "1,234,567 yen",
        "缝纫工要6年经验吗？",
        "Booth 14, number 217",
    ],
)
def test_dates_hours_and_pay_stay_readable(text):
    assert mask(text) == text


@given(st.integers(13000000000, 19999999999), st.sampled_from(["", " ", "-", ".", "·"]))
def test_no_mobile_number_survives_however_it_is_spaced(number, gap):
    digits = str(number)
    spaced = gap.join((digits[:3], digits[3:7], digits[7:]))

    assert digits[7:] not in mask(f"ring {spaced}, please")


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_more(text):
    assert mask(mask(text)) == mask(text)


def test_line_breaks_stay_and_the_rest_is_tidied():
    assert tidy("  one   two \n\n\n\n three\u200b\x00 ") == "one two\n\nthree"


def test_nothing_and_too_much_are_refused():
    with pytest.raises(NothingSaid):
        tidy(" \n\u200b ")
    assert tidy("字" * 500) == "字" * 500
    assert tidy(" " * 600 + "字" * 500) == "字" * 500
    with pytest.raises(TooLong) as refused:
        tidy("字" * 501)
    assert refused.value.values == {"most": 500}


def test_a_message_says_who_wrote_it_and_whether_it_was_hidden():
    said = Message("m1", "b1", "f1", "say", "p1", "", "Hello", AT)
    assert (said.hidden, said.by_staff) == (False, False)
    assert replace(said, hidden_at=AT).hidden
    assert replace(said, person_id="", account_id="a1").by_staff


def test_a_room_is_called_by_its_name_in_the_readers_language_else_by_the_employers():
    room = Room("b1", "f1", "e1", "华丰", names=Texts({"en": "Huafeng"}))
    assert (room.called("en"), room.called("ja")) == ("Huafeng", "华丰")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ＬＩＮＥ ＩＤ：ｚｈａｏ１２３", "ＬＩＮＥ ＩＤ：" + MASK),
        ("zhao＠example.com", MASK),
        ("＋８６ 138 1234 5678", MASK),
        ("①③⑧①②③④⑤⑥⑦⑧", MASK),
        ("ﾊﾟｰﾄ ½ ㍍", "ﾊﾟｰﾄ ½ ㍍"),
        ("㏂ Ⅻ ⑫", "㏂ Ⅻ ⑫"),
    ],
)
def test_wide_and_circled_signs_are_read_as_what_they_stand_for_and_others_stay(text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "入职前先交押金300元",
        "需要交服装费，转账给我",
        "A deposit of 300 is needed.",
        "There is a registration fee, pay first please",
        "登録料がかかります。",
    ],
)
def test_staff_cannot_ask_for_money(text):
    with pytest.raises(FeeAsked):
        check_fee(text)


@pytest.mark.parametrize(
    "text",
    [
        "我们不收押金，也没有中介费。",
        "No deposit, no agency fee.",
        "登録料は一切かかりません。",
        "The pay is 4,600 guaranteed.",
    ],
)
def test_saying_that_nothing_is_asked_is_welcome(text):
    check_fee(text)
