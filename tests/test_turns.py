"""Who is next where many wait: askers take turns, and a flood turns away itself."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fair.turns import Turns


def drained(turns):
    return [thing for _who, thing in iter(turns.take, None)]


def test_whoever_may_not_now_keeps_the_turn():
    turns: Turns[Any] = Turns(10)
    turns.put("Lan", 1)
    turns.put("Bo", 2)

    assert turns.take(lambda who: who != "Lan") == ("Bo", 2)
    assert turns.take(lambda _who: False) is None
    assert turns.take() == ("Lan", 1)


def test_who_asks_much_delays_each_of_the_others_by_one():
    turns: Turns[Any] = Turns(1000)
    for number in range(300):
        turns.put("flood", f"flood {number}")
    turns.put("Lan", "Lan's page")
    turns.put("Bo", "Bo's page")

    assert drained(turns)[:4] == ["flood 0", "Lan's page", "Bo's page", "flood 1"]


def test_what_one_asker_wants_stays_in_order():
    turns: Turns[Any] = Turns(1000)
    for number in range(5):
        turns.put("Lan", number)
        turns.put("Bo", number + 100)

    assert [one for one in drained(turns) if one < 100] == [0, 1, 2, 3, 4]


def test_where_too_many_wait_the_flood_is_turned_away_and_not_who_asks_once():
    turns: Turns[Any] = Turns(10)
    gone = [turns.put("flood", number) for number in range(12)]

    assert gone == [None] * 10 + [10, 11]
    assert turns.put("Lan", "Lan's page") == 9
    assert len(turns) == 10
    assert "Lan's page" in drained(turns)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=80))
def test_nothing_is_lost_or_done_twice_and_no_more_wait_than_may(steps):
    turns: Turns[int] = Turns(7)
    waiting: set[int | None] = set()
    for number, (who, puts) in enumerate(steps):
        if puts:
            waiting.add(number)
            waiting.discard(turns.put(who, number))
        else:
            done = turns.take()
            assert (done is None) == (not waiting)
            waiting.discard(done and done[1])
        assert len(turns) == len(waiting) <= 7
    assert set(drained(turns)) == waiting
