"""Budgets of strangers: counted by network, emptied by time, and never a cost themselves."""

import pytest

from fair.budgets import Budgets, network
from fair.decisions import TooMany


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_budget_is_used_up_and_comes_back_with_time() -> None:
    clock = Clock()
    budgets = Budgets(clock=clock)
    for _ in range(5):
        budgets.spend("chat.say", "ada", (5, 60))

    with pytest.raises(TooMany) as refused:
        budgets.spend("chat.say", "ada", (5, 60))

    assert refused.value.values == {"seconds": 12}
    budgets.spend("chat.say", "bo", (5, 60))
    budgets.spend("ticket.join", "ada", (5, 60))
    clock.now = 12.0
    budgets.spend("chat.say", "ada", (5, 60))


def test_what_is_refused_is_not_counted() -> None:
    clock = Clock()
    budgets = Budgets(clock=clock)
    assert budgets.try_to_spend("bytes", "ada", (100, 10), cost=90) == 0.0

    assert budgets.try_to_spend("bytes", "ada", (100, 10), cost=20) == pytest.approx(1.0)

    assert budgets.try_to_spend("bytes", "ada", (100, 10), cost=10) == 0.0
    assert budgets.spent("bytes", "ada", (100, 10)) == 1.0
    clock.now = 5.0
    assert budgets.spent("bytes", "ada", (100, 10)) == pytest.approx(0.5)


def test_a_flood_of_strangers_costs_no_memory_and_frees_nobody_who_goes_on() -> None:
    budgets = Budgets(most=100, clock=Clock())
    budgets.spend("sign-in", "flooder", (1, 60))
    for nth in range(1000):
        budgets.spend("sign-in", f"stranger {nth}", (1, 60))
        if nth % 50 == 0:
            with pytest.raises(TooMany):
                budgets.spend("sign-in", "flooder", (1, 60))

    assert len(budgets._now) + len(budgets._before) <= 200
    with pytest.raises(TooMany):
        budgets.spend("sign-in", "flooder", (1, 60))


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("x" * 100, "x" * 64),
    ],
)
def test_a_household_counts_once(address: str, counts_as: str) -> None:
    assert network(address) == counts_as


def test_a_fine_counts_whether_it_fits_or_not_and_is_paid_off_with_time():
    now = [0.0]
    budgets = Budgets(clock=lambda: now[0])
    budgets.fine("knocks", "a", (10, 10), 25)

    assert budgets.spent("knocks", "a", (10, 10)) == 1.0
    assert budgets.try_to_spend("knocks", "a", (10, 10)) == pytest.approx(1.0)
    assert not budgets.try_to_spend("knocks", "b", (10, 10))
    now[0] = 1.0
    assert not budgets.try_to_spend("knocks", "a", (10, 10))
    budgets.fine("knocks", "c", (10, 10), 25, up_to=2.0)
    assert budgets.try_to_spend("knocks", "c", (10, 10)) == pytest.approx(11.0)
