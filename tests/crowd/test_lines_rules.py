"""What simulated people write back: an answer to what was asked, and nothing twice."""

import tomllib
from pathlib import Path
from random import Random

import pytest

import fair
from fair.crowd.cast import read_lines
from fair.crowd.lines import Partner, language_of
from fair.crowd.typing import read_said
from fair.languages import LANGUAGES
from fair.screening.screen import check_fee

SAMPLE = Path(fair.__file__).parent / "sample"
TALK = read_lines(tomllib.loads((SAMPLE / "talk.toml").read_text("utf-8")))
CHAT = tomllib.loads((SAMPLE / "chat.toml").read_text("utf-8"))
KNOWN = {question: answer for pairs in CHAT.values() for question, answer in pairs}


def partner(language: str = "en", *, leads: bool = True) -> Partner:
    return Partner("Wang Fang", TALK, KNOWN, Random(7), leads, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_talk_in_writing_opens_asks_and_ends_in_each_language(language: str) -> None:
    mei = partner(language)
    said = mei.begin(typed=True)
    while not mei.over:
        said += mei.go_on()

    assert "Wang Fang" in said[0]
    assert said[-1] == TALK[language].farewell
    assert len(said) == len(set(said)) == 2 + len(TALK[language].questions)


def test_a_known_question_is_answered_once_however_it_is_put() -> None:
    mei = partner()
    mei.begin(typed=True)

    first = mei.reply("is there a staff bus", typed=True)
    again = mei.reply("Is there a staff bus?", typed=True)

    assert first[0] == KNOWN["Is there a staff bus?"]
    assert KNOWN["Is there a staff bus?"] not in again


def test_whatever_is_written_nothing_is_said_twice() -> None:
    mei = partner()
    said = mei.begin(typed=True)
    for text in ("Hello", "Hello", "Do you sell fish?", "Do you sell fish?", "Yes", "Yes", "Yes"):
        said += mei.reply(text, typed=True)
    said += mei.goodbye()

    assert len(said) == len(set(said))
    assert mei.over


def test_they_write_the_language_that_they_are_written_to_in() -> None:
    mei = partner("en")
    mei.begin(typed=True)

    assert mei.reply("宿舍几个人一间？", typed=True)[0] == KNOWN["宿舍几个人一间？"]
    assert [language_of(text, "en") for text in ("はい", "你好", "hello", "123")] == [
        "ja", "zh-Hans", "en", "en",
    ]  # fmt: skip


def test_a_simulated_seeker_answers_and_leaves_the_goodbye_to_the_recruiter() -> None:
    lan = partner(leads=False)

    assert lan.begin(typed=True) == []
    assert len(lan.reply("What work have you done before?", typed=True)) == 1
    assert lan.go_on() == lan.goodbye() == []
    assert not lan.over


def test_who_has_no_lines_is_silent() -> None:
    silent = Partner("Wang Fang", {}, {}, Random(1), leads=True)

    assert silent.begin(typed=True) == silent.reply("Hello", typed=True) == silent.goodbye() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_asks_for_money(language: str) -> None:
    lines = TALK[language]
    for text in (*lines.questions, *lines.heard, *lines.unknown, lines.farewell, lines.greeting):
        check_fee(text)


def test_what_stands_on_the_page_is_read_with_who_wrote_it() -> None:
    html = """<div
      class="message message--mine" data-key="said-a1"><p class="message__head"><b>You</b></p>
      <p class="message__body">\u2068Six &amp; more\u2069</p></div>
      <div class="message message--employer" data-key="said-a2"><p>only a mark</p></div>
      <div class="message" data-key="said-a3"><p class="message__body">Good</p></div>"""

    assert read_said(html) == [("a1", True, "Six & more"), ("a3", False, "Good")]
