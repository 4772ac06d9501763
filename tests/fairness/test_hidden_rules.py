"""Groups of fewer than ten people are hidden, and no total gives a hidden one away."""

from hypothesis import given
from hypothesis import strategies as st

from fair.fairness.hidden import LEAST, shown
from fair.fairness.waits import Wait, by_group

TABLES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), max_size=8)


def test_nine_people_are_hidden_and_ten_are_shown():
    assert shown({"a": 10, "b": 10}).rows == {"a", "b"}
    assert "b" not in shown({"a": 10, "b": 9, "c": 50}).rows


def test_one_small_group_takes_the_smallest_other_with_it_or_the_total_would_tell_it():
    found = shown({"zh": 200, "en": 3, "ja": 12})
    assert found.rows == {"zh"}
    assert found.total


def test_two_small_groups_that_are_few_together_take_another_with_them():
    assert shown({"a": 2, "b": 3, "c": 40, "d": 90}).rows == {"d"}


def test_a_single_small_group_hides_the_total_too():
    found = shown({"a": 4})
    assert not found.rows
    assert not found.total


@given(TABLES)
def test_nothing_hidden_can_be_worked_out_from_the_total(people):
    found = shown(people)
    hidden = [count for key, count in people.items() if key not in found.rows]
    assert all(people[key] == 0 or people[key] >= LEAST for key in found.rows)
    if found.total and hidden:
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST


def test_the_same_person_twice_is_one_and_nothing_of_a_hidden_group_is_told():
    ten = [Wait(f"p{n}", n) for n in range(10)]
    twice = [Wait("p0", 5.0)] * 12
    table = by_group("booth", {"a": ten, "b": twice, "c": [*ten, *ten]}, "abc")
    by_name = {row.group: row for row in table.rows}
    assert by_name["b"].hidden
    assert by_name["b"].half is None
    assert by_name["b"].most is None
    assert table.total.people == 10
