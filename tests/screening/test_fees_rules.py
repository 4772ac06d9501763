"""Words that ask a worker for money are found however they are written, and named as typed."""

import tomllib
from pathlib import Path

import pytest

from fair.screening.fees import fee
from fair.screening.refusals import FeeAsked
from fair.screening.screen import check_fee

ROOT = Path(__file__).parents[2]

ASKED = [
    ("押\u200b金500元", "押\u200b金"),
    ("押 金 500 元", "押 金"),
    ("押.金", "押.金"),
    ("押(金)500元", "押(金"),
    ("押💰金500元", "押💰金"),
    ("押\n金\n五\n百", "押\n金"),
    ("【押】【金】五百", "押】【金】"),
    ("保 证 金 照 交", "保 证 金"),
    ("報名費50元", "報名費"),
    ("先交 500 元", "先交 500 元"),
    ("先 付 5 0 0 元", "先 付 5 0 0 元"),
    ("报到时交３００元", "报到时交３００元"),
    ("Ｄｅｐｏｓｉｔ 300", "Ｄｅｐｏｓｉｔ 300"),
    ("d-e-p-o-s-i-t 300", "d-e-p-o-s-i-t 300"),
    ("a dep.osit of 300", "a dep.osit"),
    ("dеpоsіt: 300", "dеpоsіt: 300"),  # three Cyrillic letters
    ("ᴅᴇᴘᴏꜱɪᴛ 300", "ᴅᴇᴘᴏꜱɪᴛ 300"),
    ("dep0sit $300", "dep0sit $300"),
    ("Pay 300 for the uniform.", "Pay 300 for the uniform"),
    ("Ｐａｙ 300 first", "Ｐａｙ 300 first"),
    ("We charge workers 300 for training", "We charge workers 300"),
    ("保 証 金 ５万円", "保 証 金"),
    ("ﾎｼｮｳ 登録料３０００円", "登録料"),
    ("先にお金を払ってください", "先にお金を払"),
]


@pytest.mark.parametrize(("typed", "phrase"), ASKED)
def test_the_phrase_that_asks_for_money_is_named_as_it_was_typed(typed, phrase):
    assert fee(f"包吃住。{typed}") == phrase


@pytest.mark.parametrize(
    "typed",
    [
        "No deposit but pay 300 for uniform",
        "No deposit, but 300 for the uniform",
        "No deposit. Uniform fee 300.",
        "No deposit, uniform fee 300",
        "No late arrivals, a deposit applies.",
        "No deposit however a uniform fee applies",
        "No fees except a refundable deposit",
        "We never charge fees, only a deposit of 200",
        "No deposit, no job",
        "Without a deposit you cannot start.",
        "A deposit of 300 is not refundable.",
        "Deposit of 300, free wifi",
        "A deposit is required, lunch is paid by the company.",
        "Workers who pay a deposit start first.",
        "不收押金，但要交服装费300元",
        "不收押金，收体检费",
        "不收押金，但服装300元",
        "免押金，另收体检费80元",
        "不用押金，体检费自理",
        "食宿免费 押金500",
        "没有.押金500元",
        "不收体检费、押金500元",
        "除了押金不收其他费用",
        "培训费由学员承担",
        "体检费自己承担",
        "公司收押金500由你承担",
        "押金500元，不退",
        "押金？要的。",
        "保証金は不要ですが、制服代5000円をいただきます",
        "保証金なし。ただし登録料3000円",
        "保証金5万円が必要で、残業はありません",
    ],
)
def test_what_denies_a_fee_excuses_its_own_clause_only(typed):
    assert fee(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "没 有 押 金",
        "不收押金500元",
        "无 押金，无 中介费",
        "免押金 免中介费 免体检费",
        "不得以任何名义向求职者收取押金、保证金以及培训费",
        "押金、体检费，一律不收",
        "要交押金吗？不用。",
        "工服押金？没有。",
        "体检费、服装费均由公司承担",
        "培训费，由公司承担",
        "無保證金",
        "不需要先交500元",
        "不要给任何人转账",
        "客户先付款后发货",
        "抵押金融产品的销售",
        "押金0元",
        "No deposit, no fee of any kind",
        "We never ask for fees, deposits or loans.",
        "We don’t charge any fee and nobody pays a deposit.",
        "A deposit is never required.",
        "Deposit: none",
        "Is there a deposit? No.",
        "Visa, medical and uniform fees are paid by the employer.",
        "We pay 300 for training.",
        "Base pay 300 for training days",
        "The company pays us weekly, you never pay us.",
        "You do not pay for the uniform",
        "Pay 25 per hour, direct deposit every Friday",
        "制服代3000円は会社が払います",
        "保証金は一切必要ありません",
        "登録料・紹介料はかかりません",
        "前払い制度あり",
    ],
)
def test_what_says_that_nothing_is_asked_passes(typed):
    assert fee(typed) == ""


@pytest.mark.parametrize("lang", ["zh-Hans", "en", "ja"])
def test_no_answer_of_the_sample_booths_is_taken_for_a_demand(lang):
    said = tomllib.loads((ROOT / "fair/sample/chat.toml").read_text("utf-8"))[lang]

    assert [answer for _, answer in said if fee(answer)] == []


def test_the_refusal_names_the_phrase():
    with pytest.raises(FeeAsked) as refused:
        check_fee("Hello", "Ｄｅｐｏｓｉｔ 300")

    assert refused.value.values == {"phrase": "Ｄｅｐｏｓｉｔ 300"}
