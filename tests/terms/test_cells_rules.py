"""What somebody wrote into a cell: read as it was meant, or named in words; never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from fair.terms import cells
from fair.terms.cells import Codes, Trouble
from fair.terms.choice import one_of
from fair.terms.terms import COLUMNS, Terms
from fair.terms.unreadable import Unreadable

TODAY = date(2026, 3, 1)
CODES = Codes(
    work={"sewing", "packing"},
    counties={"330681"},
    skills={"skill": {"lockstitch"}, "certificate": {"welder"}, "language": {"ja"}},
    county_names={"zhuji": "330681", "shaoxingzhuji": "330681"},
)


def cell(column, text):
    return cells.read_cell(column, text, CODES, TODAY)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("+30d", date(2026, 3, 31)),
        ("-1d", date(2026, 2, 28)),
        ("+9999d", date(2053, 7, 16)),
    ],
)
def test_a_day_is_a_date_or_so_many_days_from_today(text, means):
    assert cells.day(text, TODAY) == means


@pytest.mark.parametrize(
    ("column", "text", "means"),
    [
        ("night_work", "ＹＥＳ", True),
        ("night_work", "Ｎo", False),
        ("work", "Ｓewing", "sewing"),
        ("language", "ZH-HANS", "zh-Hans"),
        ("language", "zh–Hans", "zh-Hans"),
        ("meals", "Ｆree", "free"),
        ("certificates", "Welder；WELDER", ("welder", "welder")),
        ("county", "ＺＨＵ ＪＩ", "330681"),
        ("county", "Shaoxing, Zhu-ji", "330681"),
    ],
)
def test_a_word_of_a_list_is_read_however_wide_or_capital_it_is(column, text, means):
    assert cell(column, text) == means


@pytest.mark.parametrize("text", ["31.12.2026", "+10000d", "+d", "30d", "tomorrow"])
def test_another_way_of_writing_a_day_is_not_guessed(text):
    with pytest.raises(Unreadable):
        cells.day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("4600", 460_000),
        ("¥4,600", 460_000),
        ("37.50", 3_750),
        ("0.01", 1),
        ("$ 1 000", 100_000),
        ("1,234,567.89", 123_456_789),
    ],
)
def test_money_is_read_with_its_signs_and_kept_in_hundredths(text, means):
    assert cell("pay_base", text) == means


@pytest.mark.parametrize(
    "text", ["4.600,00", "4600,5", "4,60", ",600", "-5", "about 4600", "", "1234567890123"]
)
def test_what_is_no_amount_is_not_guessed(text):
    with pytest.raises(Unreadable):
        cells.cents(text)


def test_a_hundred_million_is_the_most_that_a_post_can_pay():
    assert cell("pay_base", "100000000") == 10_000_000_000
    with pytest.raises(Unreadable):
        cell("pay_base", "100000000.01")


@pytest.mark.parametrize(
    ("column", "least", "most"),
    [
        ("head_count", 1, 100_000),
        ("probation_months", 0, 24),
        ("min_age", 14, 99),
        ("max_age", 16, 99),
        ("usual_hours_week", 1, 100),
        ("usual_overtime_hours_month", 0, 300),
    ],
)
def test_a_number_is_taken_from_the_least_to_the_most_and_not_one_beyond(column, least, most):
    assert (cell(column, str(least)), cell(column, str(most))) == (least, most)
    for beyond in (least - 1, most + 1):
        with pytest.raises(Unreadable):
            cell(column, str(beyond))


def test_people_are_whole_and_hours_may_have_a_fraction():
    with pytest.raises(Unreadable) as refused:
        cell("head_count", "2.5")
    assert refused.value.values == {"low": "1", "high": "100000"}
    assert cell("head_count", "2.0") == 2
    assert cell("usual_hours_week", "37.5") == 37.5
    assert isinstance(cell("head_count", "2.0"), int)


@pytest.mark.parametrize(
    ("text", "means"),
    [("yes", True), ("YES", True), ("是", True), ("はい", True), ("no", False), ("否", False)],
)
def test_yes_and_no_are_read_in_three_languages(text, means):
    assert cell("night_work", text) is means


def test_what_is_neither_yes_nor_no_is_not_guessed():
    with pytest.raises(Unreadable):
        cell("night_work", "maybe")


def test_a_list_stands_between_semicolons_of_either_width():
    assert cell("between", "Lianhe; Huaxin；; ") == ("Lianhe", "Huaxin")


def test_a_code_must_be_in_the_list_of_its_own_kind():
    assert cell("skills", "lockstitch") == ("lockstitch",)
    assert cell("certificates", "welder") == ("welder",)
    assert cell("languages", "ja") == ("ja",)
    for column in ("skills", "languages"):
        with pytest.raises(Unreadable):
            cell(column, "welder")


def test_a_short_list_is_shown_and_a_long_one_is_not():
    with pytest.raises(Unreadable) as short:
        one_of("x", ("a", "b", "c", "d", "e", "f", "g"))
    with pytest.raises(Unreadable) as long:
        one_of("x", ("a", "b", "c", "d", "e", "f", "g", "h"))
    assert short.value.values == {"allowed": "a, b, c, d, e, f, g"}
    assert long.value.values == {"allowed": "…"}


@pytest.mark.parametrize(
    ("text", "fine"),
    [("yes", True), ("no", True), ("partial:injury", True), ("partial:", False), ("some", False)],
)
def test_partial_insurance_says_what_is_insured(text, fine):
    if fine:
        assert cell("social_insurance", text) == text
    else:
        with pytest.raises(Unreadable):
            cell("social_insurance", text)


@pytest.mark.parametrize("text", ["330681", "Zhuji", "Shaoxing, Zhuji", "shaoxing zhu'ji"])
def test_a_county_is_its_digits_or_its_name(text):
    assert cell("county", text) == "330681"


def test_a_county_that_nobody_knows_is_not_guessed():
    with pytest.raises(Unreadable):
        cell("county", "999999")


@pytest.mark.parametrize(
    ("column", "text", "means"),
    [("currency", "cny", "CNY"), ("overseas_country", "jp", "JP"), ("occupation", "8153", "8153")],
)
def test_codes_are_read_in_either_case(column, text, means):
    assert cell(column, text) == means
    with pytest.raises(Unreadable):
        cell(column, text[:-1])
    with pytest.raises(Unreadable):
        cell(column, text + "x1")


@pytest.mark.parametrize(
    ("column", "most"),
    [
        ("duties", 4000), ("conditions", 4000), ("place", 200), ("signed_by", 200), ("title", 200),
        ("bonus_condition", 300), ("between", 600),
    ],
)  # fmt: skip
def test_a_text_has_room_to_its_last_letter_and_not_one_more(column, most):
    assert cell(column, "x" * most)
    with pytest.raises(Unreadable) as refused:
        cell(column, "x" * (most + 1))
    assert refused.value.values == {"most": str(most)}


def test_a_post_is_read_past_the_cells_that_cannot_be_read():
    terms, head_count, troubles = cells.read(
        {
            "title": " Sewing worker ", "work": "x" * 90, "head_count": "7", "pay_base": "4600",
            "night_work": "no", "skills": "lockstitch", "duties": "   ",
        },
        CODES,
        TODAY,
    )  # fmt: skip
    assert head_count == 7
    assert terms == Terms(
        title="Sewing worker", pay_base_cents=460_000, night_work=False, skills=("lockstitch",)
    )
    assert [(one.column, one.value) for one in troubles] == [("work", "x" * 80)]
    assert isinstance(troubles[0], Trouble)


def test_a_post_that_says_nothing_is_empty_and_without_a_head_count():
    assert cells.read({}, CODES, TODAY) == (Terms(), 0, ())


def test_a_post_is_written_as_the_cells_that_mean_it():
    said = {
        "title": "Sewing worker", "head_count": "7", "pay_base": "4600.5", "night_work": "no",
        "home_every_night": "yes", "skills": "lockstitch", "between": "Lianhe;Huaxin",
        "usual_hours_week": "37.5", "usual_overtime_hours_month": "16", "probation_months": "0",
        "valid_through": "2026-12-31",
    }  # fmt: skip
    terms, head_count, troubles = cells.read(said, CODES, TODAY)
    assert not troubles
    written = cells.write(terms, head_count)
    assert tuple(written) == COLUMNS
    assert {column: text for column, text in written.items() if text} == said


def test_where_no_head_count_was_said_none_is_written():
    assert cells.write(Terms(), 0)["head_count"] == ""
    assert cells.write(Terms(), 1)["head_count"] == "1"


def test_a_number_keeps_its_hundredths():
    assert cells.number("37.50") == Decimal("37.50")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("language", "ja"), ("pay_period", "piece"), ("travel_payer", "organiser"),
        ("lodging", "free"), ("meals", "partial"),
    ],
)  # fmt: skip
def test_a_choice_is_one_of_its_list(column, text):
    assert cell(column, text) == text
    with pytest.raises(Unreadable):
        cell(column, "sometimes")


def test_the_same_trouble_twice_counts_once():
    one, same = (Trouble("work", "x", "Not {in} the list.", {"in": "in"}) for _ in range(2))
    assert len({one, same}) == 1


BACK = "Say who pays it back and on which day. Only travel may stay with the worker."
HOW = "Write what it is, how much, who pays it back and when: medical 200 employer +30d."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("medical 200 employer +30d", ("medical 200 employer 2026-03-31",)),
        ("Medical  200.50  EMPLOYER 2026-12-31", ("medical 200.5 employer 2026-12-31",)),
        ("ｖｉｓａ ８００ organiser 2026/12/31", ("visa 800 organiser 2026-12-31",)),
        ("travel 300 worker", ("travel 300 worker",)),
        (
            "uniform 1,500 employer +1d； papers ¥60 employer +2d;",
            ("uniform 1500 employer 2026-03-02", "papers 60 employer 2026-03-03"),
        ),
    ],
)
def test_what_a_worker_pays_first_is_kept_with_who_pays_it_back_and_when(text, kept):
    terms, _, troubles = cells.read({"own_costs": text}, CODES, TODAY)

    assert (terms.own_costs, troubles) == (kept, ())
    again, _, _ = cells.read(cells.write(terms, 0), CODES, TODAY)
    assert again.own_costs == kept


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("medical 200 worker", BACK),
        ("medical 200 employer", BACK),
        ("travel 200 worker +30d", BACK),
        ("medical 200", HOW),
        ("medical 200 employer when you leave", HOW),
        ("deposit 200 employer +30d", "This is not in the list"),
        ("medical 200 agent +30d", "This is not in the list"),
        ("medical 0 employer +30d", "Write a number"),
        ("medical some employer +30d", "Write a number"),
        ("medical 200 employer leaving", "Write the day"),
        ("medical 200 employer +30d; medical 1 employer +30d", "Write each thing once"),
    ],
)
def test_money_that_nobody_says_how_it_comes_back_is_no_term_of_a_post(text, says):
    terms, _, (trouble,) = cells.read({"own_costs": text}, CODES, TODAY)

    assert terms.own_costs == ()
    assert trouble.column == "own_costs"
    assert trouble.says.startswith(says)
