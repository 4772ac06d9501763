"""What people type, as it is kept: nothing is lost that anybody sees, and nothing else stays."""

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fair import plain, typed
from fair.signs import MOST_MARKS, ORDINARY

# Signs that break things elsewhere, beside ordinary ones.
NASTY = (
    "\0\t\n\r\v\f\x1b\x1c\x85\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u180e\u180b\u2000\u2009\u200b"
    "\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u202f\u205f\u2060\u2066\u2068\u2069\u206a"
    "\u2800\u3000\u3164\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffc\ufffd\uffff\ue000\U000e0001\U000e0067"
    "\U000e007f\U000e0100\U000f0000\U0010ffff\u0300\u0301\u0308\u0327\u0344\u0345\u0488\u20e3"
    "\u3099\u094d\u0915\u0937\u093c\u0958\u09cd\u0dca\u0d4d\u0d28\u1820\u1000\u1039\u0627\u06cc"
    "\u0641\u05d0\u05b7\ufb2c\u1d15e\U0001d15e\u1100\u1161\u11a8\uac00\u0e01\u0e34aAzé①²２٣५零"
    "李神葛ーｶﾞ☎🏻👩🦰🏴🇨🌈↔ℹ5#*.,:-+@ \"'<>&{}"
)
TEXTS = st.text(st.sampled_from(NASTY) | st.characters(), max_size=60)
LINE_ENDS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n")


def gone(sign: str) -> bool:
    """What may stand in no text: the rule of the house, said a second time."""
    category = unicodedata.category(sign)
    hidden = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc"
    if category == "Cn":
        code = ord(sign)
        return (
            not (0x1F000 <= code <= 0x1FAFF or 0x20000 <= code <= 0x3FFFD)
            or code & 0xFFFE == 0xFFFE
        )
    if sign in "\n\u200c\u200d\u180e" or 0x0600 <= ord(sign) <= 0x0605:
        return False
    if ord(sign) in {0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}:
        return False
    return (
        category[0] == "C"
        or category in {"Zl", "Zp"}
        or (category == "Zs" and sign != " ")
        or sign in hidden
    )


@settings(max_examples=600)
@given(TEXTS)
@example("a" + "\u0344" * 30)
@example("\u0915\u094d\u200d\u200d\u0937")
@example("1\ufe0f\u20e3")
@example("e\u200d\u0301")
def test_a_kept_text_is_normal_holds_nothing_hidden_and_is_kept_again_as_it_is(text):
    for keep in (typed.line, typed.prose, typed.name):
        kept = keep(text)

        assert keep(kept) == kept
        assert unicodedata.normalize("NFC", kept) == kept
        assert [sign for sign in kept if gone(sign)] == []
        assert kept == kept.strip()
        assert "  " not in kept
    assert "\n" not in typed.line(text)
    assert "\n\n\n" not in typed.prose(text)


@settings(max_examples=600)
@given(TEXTS)
def test_what_programs_read_is_read_again_as_the_same(text):
    for read in (plain.plain, plain.number, plain.day, plain.code, plain.phone, plain.email):
        once = read(text)

        assert read(once) == once
        assert [sign for sign in once if gone(sign)] == []
        assert not [sign for sign in once if sign.isdecimal() and not sign.isascii()]


@given(st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters=NASTY)))
def test_letters_digits_and_signs_that_are_seen_are_all_kept(text):
    seen = [sign for sign in unicodedata.normalize("NFC", text) if not gone(sign)]

    assert [sign for sign in typed.prose(text) if not gone(sign)] == seen


def test_the_short_way_is_only_for_signs_that_the_long_way_would_keep():
    ordinary = [chr(code) for code in range(0x110000) if ORDINARY.fullmatch(chr(code))]
    second = {
        unicodedata.normalize("NFD", chr(code))[-1]
        for code in range(0x110000)
        if not 0xAC00 <= code <= 0xD7A3 and len(unicodedata.normalize("NFD", chr(code))) > 1
    }

    assert len(ordinary) > 25_000
    assert [sign for sign in ordinary if typed.sifted(f"a{sign}a") != f"a{sign}a"] == []
    assert [sign for sign in ordinary if unicodedata.normalize("NFC", sign) != sign] == []
    assert [sign for sign in ordinary if unicodedata.combining(sign)] == []
    assert second & set(ordinary) == set()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\u202eevil moc", "evil moc"),
        ("李\u200b明", "李明"),
        ("  山田\u3000太郎 ", "山田 太郎"),
        ("Zhao\r\nLan", "Zhao Lan"),
        ("soft\xadly\ufeff", "softly"),
        ("e\u0301", "é"),
        ("\u0301\u200d", ""),
        ("\u2800\u3164\u115f ", ""),
        ("\ue000\U0010ffff\uffff\ud800", ""),
        ("ａＢ１", "ａＢ１"),
        ("𰻞 \U0002ebf0", "𰻞 \U0002ebf0"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb\u200dc", "abc"),
        ("क्\u200dष", "क्\u200dष"),
        ("ശ്രീ ന്\u200d", "ശ്രീ ന്\u200d"),
        ("👩🏽\u200d⚕\ufe0f 👩\u200d👩\u200d👧", "👩🏽\u200d⚕\ufe0f 👩\u200d👩\u200d👧"),
        ("1\ufe0f\u20e3 1\ufe0f", "1\ufe0f\u20e3 1"),
        ("$\ufe0f3\ufe0e0", "$30"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("a\U000e0100b\ufe00", "ab"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴"),
        ("אריה", "אריה"),
    ],
)  # fmt: skip
def test_a_line_is_kept_as_it_is_seen(written, kept):
    assert typed.line(written) == kept


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_line_end_is_one_sign(end):
    assert typed.prose(f"one{end}two{end}{end}{end}three{end}") == "one\ntwo\n\nthree"
    assert typed.line(f"one{end}two") == "one two"


def test_a_tower_of_marks_is_cut_to_what_a_script_may_need():
    assert typed.line("Z" + "\u0351" * 500 + "a") == "Z" + "\u0351" * MOST_MARKS + "a"
    assert (
        typed.line("ཧ\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0f84 ก\u0e34\u0e49")
        == "ཧ\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0f84 ก\u0e34\u0e49"
    )


def test_a_name_says_something():
    assert typed.name(" 7-Eleven ") == "7-Eleven"
    assert typed.name("\U0002ebf0") == "\U0002ebf0"
    assert typed.name("· — 🙂") == ""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("$13.", "13"), ("１３.５", "13.5"), ("¥4,600", "4600"), ("4.600,00", "4.600,00"),
        ("٤٦٠٠", "4600"), ("٤٫٥", "4.5"), ("−5", "-5"), ("4600 元", "4600 元"), ("", ""),
        ("1,2", "1,2"), ("1,234,567.89", "1234567.89"), (".5", ".5"),
        ("8 000", "8000"), ("¥ 1 234 567.5", "1234567.5"), ("8000 9000", "8000 9000"),
        ("200\n300", "200 300"), ("6 000 8 000", "6 000 8 000"), ("8.50 0", "8.50 0"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written_on_paper(written, read):
    assert plain.number(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("２０２６－１２－０１", "2026-12-01"), ("2026/1/2", "2026-01-02"),
        ("2026.12.31", "2026-12-31"), ("2026年1月2日", "2026-01-02"),
        ("2026-12-01T09:00", "2026-12-01T09:00"), ("2026/12/01 ０９:００", "2026-12-01 09:00"),
        ("12/31/2026", "12/31/2026"), ("+30d", "+30d"), ("2026-12-311", "2026-12-311"),
    ],
)  # fmt: skip
def test_a_day_is_read_where_the_year_comes_first(written, read):
    assert plain.day(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [("５３６９７５", "536975"), ("536-975", "536975"), (" 536 975\u200e", "536975"),
     ("９１３１０１１７ＭＡ２Ｕ２Ｑ２４５Ｎ", "91310117MA2U2Q245N")],
)  # fmt: skip
def test_a_code_is_its_letters_and_digits(written, read):
    assert plain.code(written) == read


def test_an_address_is_read_as_the_machine_that_takes_it_writes_it():
    assert plain.email(" ｍｅｉ＠ｈｕａｆｅｎｇ．ｅｘａｍｐｌｅ\u200b") == "mei@huafeng.example"
    assert plain.email("mailto:Mei@Huafeng。example") == "mei@huafeng.example"


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301" * 20_000, "e\u0301\u0327" * 8_000, "\u0315\u0300" * 10_000,
        "\u200d" * 20_000, "\r\n" * 10_000, " " * 20_000, "\u1100\u1161" * 10_000, "1" * 20_000,
        "😀\ufe0f\u200d" * 7_000, "tel:" * 5_000, "1," * 10_000,
        "a" + "\U0001d165\U0001d16d" * 10_000,
    ],
)  # fmt: skip
def test_cleaning_takes_time_in_proportion_to_the_text(text):
    def took(text: str) -> float:
        began = time.process_time()
        for read in (typed.prose, plain.plain, plain.number, plain.phone, plain.day, plain.code):
            read(text)
        return time.process_time() - began

    short = min(took(text[: len(text) // 8]) for _ in range(5))
    long = min(took(text) for _ in range(2))

    assert long < max(0.1, short * 8 * 4)
