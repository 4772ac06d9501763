"""What judges text reads one form of it, however it was disguised."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.folding import fold, folded, joined, key


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１３８００１３８０００", "13800138000"),
        ("①③⑧", "138"),
        ("❶❸❽⓿", "1380"),
        ("1️⃣3️⃣", "13"),
        ("٠١٢٣ ०१२ ๐๑๒", "0123 012 012"),
        ("押\u200b金500元", "押金500元"),
        ("押\u2060\ufeff\u00ad金", "押金"),
        ("Ｗｏｍｅｎ only", "women only"),
        ("Ｄｅｐｏｓｉｔ", "deposit"),
        ("dеpоsіt", "deposit"),  # three Cyrillic letters
        ("Dépôsit", "deposit"),
        ("Łódź đặt ø", "lodz dat o"),
        ("d\u0336e\u0336p\u0336", "dep"),
        ("𝓦𝓮𝓒𝓱𝓪𝓽", "wechat"),
        ("🅠🅠", "qq"),
        ("ﾗｲﾝ ﾊﾟｰﾄ ｶﾞ", "ライン パート ガ"),
        ("カ\u3099", "ガ"),
        ("138–0013—8000", "138-0013-8000"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("one\r\ntwo", "one\ntwo"),
        ("\u202eevil moc", "evil moc"),
        ("\u3164\u2800", ""),
        ("ᴅᴇᴘᴏꜱɪᴛ", "deposit"),
        ("ꓓꓰꓑꓳꓢꓲꓔ", "deposit"),
        ("🇶🇶 🅰🅱", "qq ab"),
        ("z̴̢a̷l̵g̶o̸", "zalgo"),
    ],
)
def test_what_a_reader_takes_for_the_same_folds_to_the_same(typed, read):
    assert fold(typed) == read


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text("かがカガﾊﾟéèñÅøđЙй\u3099\u309a\u0301 1a"))
def test_however_a_text_is_composed_it_folds_to_the_same(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(), st.data())
def test_each_sign_knows_where_it_came_from(text, data):
    read = folded(text)

    assert len(read.at) == len(read.text) + 1
    assert list(read.at) == sorted(read.at)
    if read.text:
        start = data.draw(st.integers(0, len(read.text) - 1))
        first, last = read.span(start, start + 1)
        assert 0 <= first < last <= len(text)
        assert read.text[start] in fold(text)


# --- joined: what was put between the signs of a word --------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("押 金", "押金"),
        ("押.金", "押金"),
        ("押💰金", "押金"),
        ("押\n金\n五\n百", "押金五百"),
        ("先 交 500 元", "先交500元"),
        ("女 性 の み", "女性のみ"),
        ("男/女 均可", "男女均可"),
        ("d-e-p-o-s-i-t", "deposit"),
        ("n o  d e p o s i t", "no deposit"),
        ("dep*os_it", "deposit"),
        ("3 0 0 yuan", "300 yuan"),
    ],
)
def test_signs_of_one_word_that_stand_apart_are_joined(typed, read):
    assert joined(typed).text == read


@pytest.mark.parametrize(
    "typed",
    [
        "a deposit of 300",
        "包吃包住 押金另付",
        "第一行\n第二行",
        "不限, 女",
        "押: 金",
        "placement-fee",
        "8 12 16",
        "ライン パート",
    ],
)
def test_what_stands_apart_as_words_do_stays_apart(typed):
    assert joined(typed).text == fold(typed)


@given(st.text("押金保证先交男女 ab1.,-\n。ｗ\u200b"))
def test_joining_twice_joins_nothing_more(text):
    assert joined(joined(text).text).text == joined(text).text


@given(st.text(), st.data())
def test_each_joined_sign_knows_where_it_came_from(text, data):
    read = joined(text)

    assert len(read.at) == len(read.text) + 1
    assert list(read.at) == sorted(read.at)
    if read.text:
        start = data.draw(st.integers(0, len(read.text) - 1))
        first, last = read.span(start, start + 1)
        assert 0 <= first < last <= len(text)
        assert read.text[start] in fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("李 明", "李明"),
        ("Ｌｉ－Ｍｉｎｇ", "li ming"),
        ("O’Brien", "obrien"),
        ("José", "JOSE\u0301"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one, other):
    assert key(one) == key(other) != ""
