"""The filters of a search: read from a link, where what makes no sense is no filter."""

import pytest

from fair.booths import search
from fair.booths.search import Filters, read, steps


def test_a_link_that_says_nothing_filters_nothing():
    assert read({}) == Filters()
    assert not Filters().any
    assert not Filters(page=7).any


def test_everything_that_a_link_can_say_is_read():
    found = read(
        {
            "q": "  Sewing night ", "work": "sewing", "where": "3306", "home": "1",
            "pay": "CNY-4600", "lodging": "free", "direct": "1", "page": "3",
        }
    )  # fmt: skip
    assert found == Filters(
        text="Sewing night", work="sewing", where="3306", home=True, pay=460_000, currency="CNY",
        lodging="free", direct=True, page=3,
    )  # fmt: skip
    assert found.words == ("sewing", "night")
    assert found.any


@pytest.mark.parametrize(
    "one",
    [
        {"text": "x"}, {"work": "x"}, {"where": "33"}, {"home": True}, {"pay": 1},
        {"lodging": "any"}, {"direct": True},
    ],
)  # fmt: skip
def test_one_filter_is_enough_to_say_that_something_is_filtered(one):
    assert Filters(**one).any


@pytest.mark.parametrize(("name", "field"), [("home", "home"), ("direct", "direct")])
@pytest.mark.parametrize(("said", "means"), [("1", True), ("0", False), ("yes", False)])
def test_only_a_tick_is_a_tick(name, field, said, means):
    assert getattr(read({name: said}), field) is means


@pytest.mark.parametrize(
    ("pay", "cents", "currency"),
    [
        ("CNY-1", 100, "CNY"),
        ("CNY-0", 0, ""),
        ("CNY-", 0, ""),
        ("CNY", 0, ""),
        ("CNY--5", 0, ""),
        ("CNY-4600.5", 0, ""),
        ("CNY-٤", 0, ""),
        ("CNY-12345678", 1_234_567_800, "CNY"),
        ("CNY-123456789", 1_234_567_800, "CNY"),
        ("CNY-²", 0, ""),
    ],
)
def test_an_amount_of_pay_is_whole_and_has_a_currency(pay, cents, currency):
    found = read({"pay": pay})
    assert (found.pay, found.currency) == (cents, currency)


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ("1", 1), ("2", 2), ("0", 1), ("-1", 1), ("x", 1), ("", 1), ("500", 500), ("501", 500),
        ("9" * 30, 500), ("²", 1), ("٤", 1),
    ],
)  # fmt: skip
def test_a_page_is_one_of_the_first_five_hundred(said, page):
    assert read({"page": said}).page == page


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("33", "33"), ("3306", "3306"), ("330681", "330681"), ("CN", "CN"), ("JP", "JP"),
        ("3", ""), ("330", ""), ("33068", ""), ("3306811", ""), ("cn", ""), ("CHN", ""),
        ("C", ""), ("C1", ""), ("٣٣", ""), ("ÄÖ", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_place_is_the_start_of_a_code_or_a_country(said, where):
    assert read({"where": said}).where == where


@pytest.mark.parametrize(("said", "means"), [("free", "free"), ("any", "any"), ("paid", "")])
def test_lodging_is_free_or_any(said, means):
    assert read({"lodging": said}).lodging == means


def test_an_endless_text_is_cut():
    assert read({"q": "x" * 81}).text == "x" * 80
    assert read({"work": "x" * 41}).work == "x" * 40


def test_a_page_of_results_has_twenty():
    assert search.A_PAGE == 20


def test_without_posts_there_are_no_amounts_to_choose():
    assert steps(()) == ()
    assert steps((0, 0)) == ()


@pytest.mark.parametrize(
    ("cents", "round_amount"),
    [
        (1, 1), (9, 8), (10, 10), (14, 10), (15, 15), (19, 15), (20, 20), (79, 65), (84, 80),
        (85, 85), (99, 85), (100, 100), (435_000, 400_000), (450_000, 450_000), (699_999, 650_000),
        (799_999, 650_000), (800_000, 800_000), (999_999, 850_000),
    ],
)  # fmt: skip
def test_an_amount_to_choose_is_round_and_not_above_the_pay(cents, round_amount):
    assert steps((cents,)) == (round_amount,)


def test_the_amounts_part_the_posts_into_five():
    assert steps(tuple(range(1_000, 11_000, 1_000))) == (1_000, 3_000, 5_000, 6_500, 8_500)
    assert steps((700, 100, 300, 500, 200)) == (100, 200, 300, 500, 650)


def test_the_same_amount_is_offered_once():
    assert steps((100, 101, 102, 103, 250)) == (100, 250)


def test_posts_without_pay_offer_no_amount():
    assert steps((0, 0, 0, 400, 500)) == (400, 500)
