"""Words are read for what they mean, the same in every language."""

import tomllib
from pathlib import Path

import pytest

from fair.folding import fold
from fair.screening import senses

LISTED = tomllib.loads(Path(senses.__file__).with_name("senses.toml").read_text("utf-8"))


def read(text):
    return list(senses.senses(text))


@pytest.mark.parametrize("text", ["交押金500元", "transfer deposit 500", "支払 保証金 500円"])
def test_three_languages_say_the_same(text):
    assert read(text) == ["pay", "deposit", "sum"]


def test_the_longest_word_counts():
    assert read("免费") == ["free"]
    assert read("费") == ["fee"]


def test_a_latin_word_is_no_part_of_another():
    assert read("coffee") == []
    assert read("fee, tea") == ["fee", ","]


def test_no_word_has_two_meanings():
    words = [fold(word.strip()) for words in LISTED.values() for word in words.split(",")]

    assert sorted({word for word in words if word and words.count(word) > 1}) == []
