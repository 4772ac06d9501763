"""The filters of a search: read from a link, where what makes no sense is no filter."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from fair.search.link import link, read
from fair.terms.filters import Filters


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
    assert found.needles == ("sewing", "night")
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
        ("CNY-٤", 400, "CNY"),
        ("CNY-12345678", 1_234_567_800, "CNY"),
        ("CNY-123456789", 1_234_567_800, "CNY"),
        ("CNY-²", 200, "CNY"),
        ("ＣＮＹ-４６００", 460_000, "CNY"),
    ],
)
def test_an_amount_of_pay_is_whole_and_has_a_currency(pay, cents, currency):
    found = read({"pay": pay})
    assert (found.pay, found.currency) == (cents, currency)


@pytest.mark.parametrize(
    ("said", "page"),
    [
        ("1", 1), ("2", 2), ("0", 1), ("-1", 1), ("x", 1), ("", 1), ("500", 500), ("501", 500),
        ("9" * 30, 500), ("²", 2), ("٤", 4), ("４", 4),
    ],
)  # fmt: skip
def test_a_page_is_one_of_the_first_five_hundred(said, page):
    assert read({"page": said}).page == page


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("33", "33"), ("3306", "3306"), ("330681", "330681"), ("CN", "CN"), ("JP", "JP"),
        ("3", ""), ("330", ""), ("33068", ""), ("3306811", ""), ("cn", ""), ("CHN", ""),
        ("C", ""), ("C1", ""), ("٣٣", "33"), ("ÄÖ", ""), ("", ""),
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


@pytest.mark.parametrize(
    ("filters", "address"),
    [
        (Filters(), "/vacancies"),
        (Filters(text="night shift"), "/vacancies?q=night+shift"),
        (Filters(pay=460_000, currency="CNY"), "/vacancies?pay=CNY-4600"),
        (Filters(pay=100, currency="CNY"), "/vacancies?pay=CNY-1"),
        (Filters(home=True, direct=True), "/vacancies?home=1&direct=1"),
        (Filters(work="sewing", where="33", lodging="any"),
         "/vacancies?work=sewing&where=33&lodging=any"),
        (Filters(page=7), "/vacancies"),
    ],
)  # fmt: skip
def test_filters_are_written_as_a_link_from_the_first_page_on(filters, address):
    assert link(filters) == address
    assert read(dict(parse_qsl(address.partition("?")[2]))) == replace(filters, page=1)


@pytest.mark.parametrize(("page", "address"), [(1, "/vacancies"), (2, "/vacancies?page=2")])
def test_a_further_page_stands_in_the_link(page, address):
    assert link(Filters(), page=page) == address


def test_one_filter_is_changed_and_the_others_stay():
    assert link(Filters(work="sewing", home=True), home=False) == "/vacancies?work=sewing"
