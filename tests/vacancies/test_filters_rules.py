"""The amounts that the filter by pay offers, and how many posts a page holds."""

import pytest

from fair.terms import filters
from fair.terms.filters import steps


def test_a_page_of_results_has_twenty():
    assert filters.A_PAGE == 20


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
