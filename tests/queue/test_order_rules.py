"""Who is next: lanes, places, overtakes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.glossary import Lane
from fair.tickets import order
from fair.tickets.order import Standing
from fair.tickets.ticket import STEP, rank_of
from tests.values import some

LANES = st.sampled_from(list(Lane))


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


S, H, A, P = Lane.STANDARD, Lane.HANDED_ON, Lane.APPOINTMENT, Lane.PRIORITY


def called(recent=(), **waiting):
    """Return the lanes in which so many waiting people are called, one letter each."""
    letters = {"S": S, "H": H, "A": A, "P": P}
    numbers = iter(range(1, 100))
    line = [
        standing(next(numbers), letters[letter])
        for letter, count in waiting.items()
        for _ in range(count)
    ]
    names = {lane: letter for letter, lane in letters.items()}
    return "".join(names[one.lane] for one in order.calling_order(line, recent))


@pytest.mark.parametrize(
    ("waiting", "lanes"),
    [
        ({"P": 3, "S": 10}, "PSSSSPSSSSPSS"),
        ({"P": 3, "S": 6}, "PSSSSPSSP"),
        ({"P": 2, "H": 4, "S": 9}, "HHSSHHSSPSSSSPS"),
        ({"H": 4, "S": 6}, "HHSSHHSSSS"),
        ({"A": 4, "S": 6}, "AASSAASSSS"),
        ({"H": 1, "A": 1, "P": 1, "S": 4}, "HASSPSS"),
        ({"P": 4}, "PPPP"),
        ({"P": 2, "A": 5}, "AAAAAPP"),
        ({"P": 2, "H": 1}, "HPP"),
        ({"S": 3}, "SSS"),
    ],
)
def test_priority_is_one_call_in_five_and_two_of_four_are_the_ordinary_lines(waiting, lanes):
    assert called(**waiting) == lanes


@pytest.mark.parametrize(
    ("recent", "first"),
    [
        ([P], "S"),
        ([P, S, S, S], "S"),
        ([P, S, S, S, S], "P"),
        ([S, S, S, P], "S"),
        ([P, P, S, S, S, S], "P"),
    ],
)
def test_priority_waits_until_four_others_were_called(recent, first):
    assert called(recent, P=1, S=4)[0] == first


def test_a_spent_priority_goes_on_where_nobody_else_waits():
    assert called([P, S], P=2) == "PP"


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
    assert [one.cause for one in order.overtakes_by_call(line, chosen, "")] == ["away"]


def test_a_call_by_name_is_an_overtake_with_its_reason():
    line = [standing(1), standing(2), standing(3)]
    [found] = order.overtakes_by_call(line, line[2], "by_name:promised")
    assert found.cause == "by_name:promised"
    assert found.above < line[0].rank < line[1].rank < found.below


def test_the_head_of_the_line_is_the_first_of_the_ordinary_lane():
    line = [standing(1, P), standing(5), standing(3), standing(2, A)]
    assert order.head_rank(line) == rank_of(3)
    assert order.head_rank([standing(1, P)]) is None


@pytest.mark.parametrize(
    ("lane", "reason", "cause"),
    [(P, "", "priority"), (H, "", "handed_on"), (S, "", "turns"), (P, "by_name", "by_name")],
)
def test_an_overtake_says_its_cause(lane, reason, cause):
    line = [standing(1), standing(2, lane)]
    assert [one.cause for one in order.overtakes_by_call(line, line[1], reason)] == [cause]


def test_who_comes_back_passes_everybody_behind_however_long_the_line():
    found = order.overtake_by_return(rank_of(3), "returned")
    assert found.above == rank_of(3)
    assert rank_of(10_000_000) < found.below < 1 << 63  # the largest number of a database


def test_the_first_in_line_overtakes_nobody():
    line = [standing(1), standing(2)]
    assert order.overtakes_by_call(line, line[0], "") == []


def test_one_call_in_five_may_be_by_name():
    by_name = 0
    for calls in range(100):
        if order.may_call_by_name(calls, by_name):
            by_name += 1
        assert by_name * 5 <= calls + 1
    assert by_name == 20


def _carried(number):
    """A place of an earlier session: half a step before the number with which it takes turns."""
    return replace(standing(number), ticket_id=f"c{number}", rank=rank_of(number) - STEP // 2)


def _by_chance(number, rank):
    return replace(standing(number), ticket_id=f"u{number}", rank=rank, undrawn=True)


def test_before_the_lot_carried_places_and_new_people_are_called_one_for_one():
    line = [_carried(1), _carried(2), _by_chance(3, 9), _by_chance(4, 5), _by_chance(5, 7)]

    first = [one.ticket_id for one in order.calling_order(line, (), 0)]
    assert first == ["c1", "u4", "c2", "u5", "u3"]
    called = []
    for calls in range(len(line)):
        one = some(order.next_free(line, (), calls))
        assert not order.overtakes_by_call(line, one, "")
        called.append(one.ticket_id)
        line.remove(one)
    assert called == first


def test_once_the_numbers_are_drawn_the_ranks_alone_say_who_takes_turns():
    line = [_carried(1), _carried(2), standing(1), standing(2), standing(3)]

    for calls in (0, 1):
        placed = [one.ticket_id for one in order.calling_order(line, (), calls)]
        assert placed == ["c1", "t1", "c2", "t2", "t3"]
