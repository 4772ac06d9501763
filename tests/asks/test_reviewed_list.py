"""The list of questions is Fair's own: each is about the work, in every language, and harmless."""

import pytest

from fair import codes
from fair.languages import LANGUAGES
from fair.screening.screen import screened

ASKS = codes.asks()
# What no recruiter may ask before a talk, in the three languages.
NEVER = (
    *("passport", "identity card", "photo", "身份证", "护照", "照片", "身分証", "旅券", "写真"),
    *(
        "married",
        "child",
        "pregnan",
        "结婚",
        "婚",
        "孩子",
        "怀孕",
        "结婚",
        "結婚",
        "子ども",
        "妊娠",
    ),
    *(
        "woman",
        "male",
        "女",
        "男",
        "religio",
        "宗教",
        "信仰",
        "民族",
        "户口",
        "户籍",
        "戸籍",
        "出身",
    ),
    *(
        "years old",
        " age",
        "岁",
        "年龄",
        "歳",
        "年齢",
        "health",
        "健康",
        "体检",
        "pay ",
        "交钱",
        "押金",
        "费用",
    ),
)


@pytest.mark.parametrize("code", ASKS)
def test_each_question_stands_in_every_language(code):
    titles = ASKS[code].titles

    assert set(titles) == set(LANGUAGES)
    assert titles["en"].endswith("?")
    assert titles["zh-Hans"].endswith("？")
    assert titles["ja"].endswith("。")
    assert all(len(text) <= 70 for text in titles.values())  # it is read on a small screen


@pytest.mark.parametrize("code", ASKS)
def test_no_question_limits_who_may_apply_or_asks_for_money_or_papers(code):
    for text in ASKS[code].titles.values():
        found = screened(text)
        assert (dict(found.limits), found.fee) == ({}, ""), text
        assert not [one for one in NEVER if one in text.lower()], text


def test_no_two_questions_ask_the_same():
    for lang in LANGUAGES:
        said = [one.title(lang) for one in ASKS.values()]
        assert len(said) == len(set(said))
