"""Who is next: lanes, places, overtakes; and how a changed order is told."""

from hypothesis import given
from hypothesis import strategies as st

from fair.contract.queue_news import joined
from fair.glossary import Lane
from fair.queue import delta, order
from fair.queue.order import Standing
from fair.queue.ticket import rank_of
from tests.values import some

LANES = st.sampled_from(list(Lane))
NUMBERS = st.lists(st.integers(1, 60), unique=True, max_size=25)


def standing(number, lane=Lane.STANDARD, **held):
    return Standing(f"t{number}", f"p{number}", number, rank_of(number), lane, **held)


def lines():
    return st.dictionaries(st.integers(1, 60), LANES, max_size=25).map(
        lambda found: [standing(number, lane) for number, lane in found.items()]
    )


@given(lines(), st.lists(LANES, max_size=4))
def test_everybody_has_exactly_one_place(line, recent):
    placed = order.calling_order(line, recent)
    assert sorted(one.number for one in placed) == sorted(one.number for one in line)


@given(lines(), st.lists(LANES, max_size=4))
def test_within_a_lane_nobody_passes_anybody(line, recent):
    placed = order.calling_order(line, recent)
    for lane in Lane:
        numbers = [one.number for one in placed if one.lane is lane]
        assert numbers == sorted(numbers)


@given(lines())
def test_of_each_four_calls_at_least_two_go_to_the_standard_lane_while_it_has_people(line):
    lanes = [one.lane for one in order.calling_order(line)]
    for start in range(max(0, len(lanes) - 3)):
        window = lanes[start : start + 4]
        left = lanes[start:].count(Lane.STANDARD)
        assert window.count(Lane.STANDARD) >= min(2, left)


@given(lines())
def test_priority_is_at_most_one_call_in_five_while_others_wait(line):
    lanes = [one.lane for one in order.calling_order(line)]
    for start in range(max(0, len(lanes) - 4)):
        if set(lanes[start:]) != {Lane.PRIORITY}:
            window = lanes[start : start + 5]
            others_later = any(lane is not Lane.PRIORITY for lane in lanes[start + 5 :])
            assert window.count(Lane.PRIORITY) <= 1 or not others_later


@given(lines(), st.data())
def test_the_next_is_free_and_first_in_order_of_those_who_are(line, data):
    busy = data.draw(st.sets(st.sampled_from([one.number for one in line]))) if line else set()
    known = [standing(one.number, one.lane, busy=one.number in busy) for one in line]
    chosen = order.next_free(known)
    free = [one for one in known if one.free]
    assert chosen == (order.calling_order(free)[0] if free else None)


def test_who_talks_is_quiet_or_asked_for_a_moment_is_passed_over_and_keeps_the_place():
    line = [standing(1, busy=True), standing(2, quiet=True), standing(3, held="five"), standing(4)]
    chosen = some(order.next_free(line))
    assert chosen.number == 4
    assert [one.number for one in order.calling_order(line)] == [1, 2, 3, 4]
    assert some(order.overtake_by_call(line, chosen, "")).cause == "away"


def test_a_call_by_name_is_an_overtake_with_its_reason():
    line = [standing(1), standing(2), standing(3)]
    found = some(order.overtake_by_call(line, line[2], "by_name:promised"))
    assert found.cause == "by_name:promised"
    assert found.above < line[0].rank < line[1].rank < found.below


def test_the_first_in_line_overtakes_nobody():
    line = [standing(1), standing(2)]
    assert order.overtake_by_call(line, line[0], "") is None


def test_one_call_in_five_may_be_by_name():
    by_name = 0
    for calls in range(100):
        if order.may_call_by_name(calls, by_name):
            by_name += 1
        assert by_name * 5 <= calls + 1
    assert by_name == 20


@given(NUMBERS, NUMBERS)
def test_a_change_of_order_leads_from_the_old_to_the_new(old, new):
    assert delta.applied(old, delta.change(old, new)) == new


@given(NUMBERS, NUMBERS, NUMBERS)
def test_two_changes_told_as_one_lead_to_the_same_order(first, second, third):
    both = joined(delta.change(first, second), delta.change(second, third))
    assert delta.applied(first, both) == third


def test_who_leaves_the_head_is_told_as_one_place():
    assert delta.change([4, 5, 6, 7], [5, 6, 7]) == ((1,), ())
    assert delta.change([4, 5, 6], [4, 5, 6, 7]) == ((), ((4, 7),))
    assert delta.change([4, 5, 6, 7], [4, 6, 5, 7])[0] in {(2,), (3,)}
