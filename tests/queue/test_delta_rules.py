"""How a changed order is told: by places, and only of those who moved."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fair import delta
from fair.contract.queue_news import QueueChanged, joined

NUMBERS = st.lists(st.integers(1, 60), unique=True, max_size=25)
DAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
# A line at some moments of a day: a new order raises the version, a new forecast alone does not.
DAYS = st.lists(
    st.tuples(st.one_of(st.none(), NUMBERS), st.sampled_from(["", "returned", "promised"])),
    min_size=1,
    max_size=7,
)


def news(orders: list[Any]) -> tuple[list[list[int]], list[QueueChanged]]:
    """Return the order after each moment, from an empty line on, and what was told of it."""
    seen: list[list[int]] = [[]]
    told: list[QueueChanged] = []
    version = 1
    for n, (order, cause) in enumerate(orders):
        after = seen[-1] if order is None else order
        since, version = version, version + (order is not None)
        removed, placed = delta.change(seen[-1], after)
        told.append(
            QueueChanged(
                booth_id="b1", since=since, version=version, waiting=len(after), talking=n,
                removed=removed, placed=placed, cause=cause, points=((1, n, n, n),),
                at=DAY + timedelta(seconds=n),
            )
        )  # fmt: skip
        seen.append(after)
    return seen, told


def joined_by(dice: Any, told: list[QueueChanged]) -> QueueChanged:
    """Join neighbours until one is left, whichever come first."""
    left = list(told)
    while len(left) > 1:
        at = dice.draw(st.integers(0, len(left) - 2))
        left[at : at + 2] = [left[at + 1].after(left[at])]
    return left[0]


@given(DAYS, st.data())
def test_whichever_news_of_a_line_is_joined_first_the_same_comes_out_and_nothing_is_lost(day, dice):
    seen, told = news(day)

    once = joined_by(dice, told)

    assert (once.since, once.version) == (1, told[-1].version)
    assert delta.applied([], (once.removed, once.placed)) == seen[-1]
    assert (once.waiting, once.talking) == (told[-1].waiting, told[-1].talking)
    assert (once.points, once.at) == (told[-1].points, told[-1].at)
    assert once.cause == next((one.cause for one in reversed(told) if one.cause), "")


@given(DAYS, st.data())
def test_where_news_of_a_line_is_missing_what_is_joined_says_so(day, dice):
    _, told = news([([1], ""), ([1, 2], ""), ([2], ""), *day])
    missing = dice.draw(st.integers(1, 2))

    once = joined_by(dice, [one for n, one in enumerate(told) if n != missing])

    assert once.since > told[missing - 1].version  # who stands there fetches afresh


@given(NUMBERS, NUMBERS)
def test_a_change_of_order_leads_from_the_old_to_the_new(old, new):
    assert delta.applied(old, delta.change(old, new)) == new


@given(NUMBERS, NUMBERS, NUMBERS)
def test_two_changes_told_as_one_lead_to_the_same_order(first, second, third):
    both = joined(delta.change(first, second), delta.change(second, third))
    assert delta.applied(first, both) == third


@given(NUMBERS, NUMBERS)
def test_nobody_is_mentioned_who_keeps_the_place_among_the_others(old, new):
    removed, placed = delta.change(old, new)
    stay = [number for place, number in enumerate(old, 1) if place not in removed]
    assert len(stay) == longest_in_common(old, new)
    assert len(placed) == len(new) - len(stay)


def test_of_five_people_as_few_as_possible_are_mentioned_whatever_happens():
    old = [1, 2, 3, 4, 5]
    for new in permutations(old):
        removed, placed = delta.change(old, new)
        assert delta.applied(old, (removed, placed)) == list(new)
        assert len(removed) == len(placed) == 5 - longest_in_common(old, new)


def test_one_goes_from_the_head_and_one_comes_before_the_last():
    assert delta.applied([1, 2, 3], delta.change([1, 2, 3], [2, 4, 3])) == [2, 4, 3]
    assert delta.change([1, 2, 3], [2, 4, 3]) == ((1,), ((2, 4),))


def longest_in_common(old, new):
    """Return how many stand in the same order in both: every way is tried, step by step."""
    best = {0: 0}
    for number in new:
        if number in old:
            place = old.index(number) + 1
            best[place] = 1 + max(most for before, most in best.items() if before < place)
    return max(best.values())


def test_what_is_the_same_at_both_ends_is_not_looked_at():
    assert delta._same([1, 2, 3], [1, 2, 4]) == 2
    assert delta._same([1, 2], [1, 2, 3]) == 2
    assert delta._same([], [1]) == 0


def test_who_leaves_the_head_is_told_as_one_place():
    assert delta.change([4, 5, 6, 7], [5, 6, 7]) == ((1,), ())
    assert delta.change([4, 5, 6], [4, 5, 6, 7]) == ((), ((4, 7),))
    assert delta.change([4, 5, 6, 7], [4, 6, 5, 7])[0] in {(2,), (3,)}
