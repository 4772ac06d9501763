"""What codes may cost: when a budget runs low, when it is spent, how long one waits."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.board.finding import texts_low
from fair.phone_codes.refusals import ProofFirst, TextsSpent
from fair.phone_codes.spending import Share, check_proof, check_shares

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def share(spent, what="hour"):
    return Share(what, spent, 10, HOUR, NOW - 50 * MINUTE)


def test_a_budget_runs_low_at_half_and_is_spent_at_the_whole():
    assert [(share(n).low, share(n).spent) for n in (4, 5, 9, 10)] == [
        (False, False), (True, False), (True, False), (True, True),
    ]  # fmt: skip


def test_when_a_budget_is_spent_the_wait_is_said():
    check_shares([share(9), share(9)], NOW, stranger=False)
    with pytest.raises(TextsSpent) as refused:
        check_shares([share(0), share(10)], NOW, stranger=False)
    assert refused.value.values == {"minutes": 10}


def test_the_last_fifth_is_kept_for_confirmed_numbers_but_no_network_pays_for_them():
    check_shares([share(7)], NOW, stranger=True)
    for what in ("hour", "fair"):
        check_shares([share(8, what)], NOW, stranger=False)
        with pytest.raises(TextsSpent):
            check_shares([share(8, what)], NOW, stranger=True)
    check_shares([share(9, "network")], NOW, stranger=True)


def test_a_sum_is_asked_for_where_a_budget_runs_low_or_strangers_want_the_number():
    check_proof([share(4)], 1, proved=False)
    for shares, strangers in (([share(5)], 0), ([share(0)], 2)):
        check_proof(shares, strangers, proved=True)
        with pytest.raises(ProofFirst):
            check_proof(shares, strangers, proved=False)


def test_the_board_names_the_budget_that_is_emptiest():
    assert texts_low([share(4), share(4, "fair")]) is None
    assert texts_low([share(6), share(7, "fair")]) == share(7, "fair")
