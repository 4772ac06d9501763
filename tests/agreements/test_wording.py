"""The words that people read: some may never appear, some are the only word for their thing.

The lists are beside this file, in `wording/`. `never.csv`: what may not appear, and why (by regular
expression). `excused.csv`: where it does all the same; without a date for good, with a date until
the sentence is written anew. `chosen.csv`: the word for a thing in each language, and how many
sentences still said it otherwise when they were counted. Both ways a number or a row that no longer
holds fails, so that there are never more.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pytest
from babel import numbers

from fair import words
from fair.languages import DEFAULT, LANGUAGES
from scripts.words import Said
from tests.agreements.readings import (
    OTHERS,
    Text,
    bare,
    rows,
    shown_by,
    titles,
    translations,
    written_in,
)
from tests.agreements.test_words import PLACEHOLDER

READ = [*translations(), *titles(), *bare()]


# --- words that may not appear --------------------------------------------------------------------


class Found(NamedTuple):
    lang: str
    word: str
    said: Said


def forbidden(texts: Iterable[Text], never: Iterable[Mapping[str, str]]) -> set[Found]:
    """Return where words appear that may not."""
    patterns = [(one["lang"], one["word"], re.compile(one["word"], re.IGNORECASE)) for one in never]
    return {
        Found(text.lang, word, text.said)
        for text in texts
        for lang, word, pattern in patterns
        if lang == text.lang and pattern.search(PLACEHOLDER.sub("", text.text))
    }


EXCUSED = {
    Found(one["lang"], one["word"], Said(one["context"], one["sentence"])): one
    for one in rows("excused")
}


def test_words_that_mislead_are_said_nowhere_but_where_they_are_true():
    found = sorted(forbidden(READ, rows("never")) - EXCUSED.keys())

    why = {(one["lang"], one["word"]): one["why"] for one in rows("never")}
    said = [f"{one.lang} {one.word}: {one.said}: {why[one[:2]]}" for one in found]
    assert not found, "\n".join(said)


def test_what_is_excused_still_needs_it():
    mended = sorted(EXCUSED.keys() - forbidden(READ, rows("never")))

    assert not mended, f"take these rows out of excused.csv: {mended}"


def test_an_excuse_has_a_reason_and_is_for_good_or_dated():
    odd = [
        one
        for one in EXCUSED.values()
        if not one["why"] or not re.fullmatch(r"(20\d\d-\d\d-\d\d)?", one["until_rewritten_since"])
    ]

    assert not odd
    assert len(EXCUSED) == len(rows("excused"))


# --- the word for a thing -------------------------------------------------------------------------


def otherwise(lang: str, thing: Mapping[str, str], texts: Iterable[Text]) -> list[Said]:
    """Return the sentences that speak of a thing and do not call it by its word."""
    about, word = re.compile(thing[DEFAULT], re.IGNORECASE), re.compile(thing[lang])
    return [
        one.said
        for one in texts
        if one.lang == lang
        and about.search(PLACEHOLDER.sub("", one.said.sentence))
        and not word.search(one.text)
    ]


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("thing", rows("chosen"), ids=lambda one: one["thing"])
def test_a_thing_has_one_word(thing, lang):
    found = otherwise(lang, thing, translations())

    left = int(thing[f"{lang} left"])
    assert len(found) <= left, f"say {thing[lang]} in: {found}"
    assert len(found) == left, f"{left - len(found)} are mended: write {len(found)} in chosen.csv"


# --- money ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_currencies_read_alike_and_none_by_a_sign_of_two(lang):
    say = words.catalogue(lang).money
    amounts = {code: say(460_050, code) for code in sorted(numbers.list_currencies())}

    assert len(amounts) > 150
    assert not [text for text in amounts.values() if "¥" in text or "￥" in text]
    assert len(set(amounts.values())) == len(amounts)
    assert all("4,600.50" in text for text in amounts.values())


@pytest.mark.parametrize(
    ("lang", "currency", "read"),
    [
        ("en", "CNY", "CNY 4,600"),
        ("en", "JPY", "JPY 4,600"),
        ("en", "USD", "$4,600"),
        ("en", "SGD", "SGD 4,600"),
        ("zh-Hans", "CNY", "4,600元"),
        ("zh-Hans", "JPY", "4,600日元"),
        ("zh-Hans", "USD", "4,600美元"),
        ("zh-Hans", "MOP", "MOP 4,600"),
        ("ja", "CNY", "4,600元"),
        ("ja", "JPY", "4,600円"),
        ("ja", "EUR", "4,600ユーロ"),
        ("ja", "CHF", "CHF 4,600"),
    ],
)
def test_an_amount_reads_as_its_reader_says_it(lang, currency, read):
    assert words.catalogue(lang).money(460_000, currency).replace("\N{NO-BREAK SPACE}", " ") == read


# --- the rules on texts that are good or bad ------------------------------------------------------


def found_in(lang: str, text: str) -> set[Found]:
    return forbidden([Text(lang, Said("", text), text)], rows("never"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hans", "您收到一份录用意向。"),
        ("zh-Hans", "候补已转正"),
        ("zh-Hans", "没接到电话"),
        ("zh-Hans", "企业的许可已被暂停"),
        ("zh-Hans", "JP¥1,250"),
        ("ja", "内定が届きました"),
        ("ja", "電話に出る"),
        ("ja", "海外派遣会社"),
        ("ja", "出身の県"),
        ("ja", "許可証が停止されました"),
        ("en", "Two quiet minutes"),
        ("en", "You are the head of the line"),
        ("en", "Usual in hand"),
        ("en", "The licence of {employer} is suspended."),
    ],
)
def test_a_word_that_misleads_is_found(lang, text):
    assert found_in(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-Hans", "主办方暂停了 {employer} 的招聘"),
        ("zh-Hans", "请写电话号码"),
        ("ja", "携帯電話番号"),
        ("ja", "お住まいの地域"),
        ("ja", "許可証を確認しました"),
        ("en", "Your answer is allowed {owed}"),
        ("en", "It is quiet here."),
    ],
)
def test_a_word_that_only_looks_like_it_is_left_alone(lang, text):
    assert not found_in(lang, text)


def test_a_template_and_a_program_are_read_for_what_they_show():
    page = '{% if owed %}<p class="sealed">{{ _("Open") }} the clock</p>{# 内定 #}{% endif %}'
    program = '"""内定."""\n# 内定\ndef f():\n    "内定"\n    return "電話" + x["y"]\n'

    assert shown_by(page).split() == ["\N{OBJECT REPLACEMENT CHARACTER}", "the", "clock"]
    assert written_in(program) == ["電話", "y"]


def test_a_sentence_that_calls_a_thing_otherwise_is_found():
    thing = {"en": r"\boffers?\b", "ja": "申し出"}
    texts = [
        Text("ja", Said("", "My offers"), "自分の内定"),
        Text("ja", Said("", "An offer"), "採用の申し出"),
        Text("ja", Said("", "{offer} is there"), "{offer} です"),
        Text("zh-Hans", Said("", "Offer"), "录用"),
    ]

    assert otherwise("ja", thing, texts) == [Said("", "My offers")]
