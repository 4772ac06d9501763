"""How a changed order is told: by places, and only of those who moved."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from fair.contract.queue_news import joined
from fair.queue import delta

NUMBERS = st.lists(st.integers(1, 60), unique=True, max_size=25)


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
