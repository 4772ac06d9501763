"""Which works of other processes were heard of: at the edges, without clock or database."""

from fair.heard import Heard

SOON = {"": 1.0}


def heard_of(**heads: int) -> Heard:
    made = Heard()
    made.begin(heads)
    return made


def test_what_stood_in_the_database_before_is_not_missed():
    assert heard_of(a=7).lost({"a": 7}, 0, SOON) == set()


def test_a_work_may_be_on_its_way_for_a_second_and_is_lost_then_once():
    heard = heard_of(a=7)
    assert heard.lost({"a": 8}, 10.0, SOON) == set()
    assert heard.lost({"a": 9}, 10.9, SOON) == set()
    assert heard.lost({"a": 9}, 11.0, SOON) == {"a"}  # the eighth
    assert heard.lost({"a": 9}, 11.5, SOON) == set()
    assert heard.lost({"a": 9}, 12.0, SOON) == {"a"}  # the ninth, which was seen later
    assert heard.lost({"a": 9}, 99.0, SOON) == set()


def test_what_came_meanwhile_is_not_lost_in_whatever_order():
    heard = heard_of(a=7)
    heard.lost({"a": 9}, 10.0, SOON)
    heard.note("a", [9])
    assert heard.upto("a") == 7
    heard.note("a", [8])
    assert heard.upto("a") == 9
    assert heard.lost({"a": 9}, 11.0, SOON) == set()


def test_one_that_never_came_between_others_is_lost():
    heard = heard_of(a=7)
    heard.note("a", [9, 10])
    heard.lost({"a": 10}, 10.0, SOON)
    assert heard.lost({"a": 10}, 11.0, SOON) == {"a"}
    assert heard.upto("a") == 10


def test_a_process_that_began_later_is_heard_from_its_first_work():
    heard = heard_of(a=7)
    heard.lost({"a": 7, "b": 1}, 10.0, SOON)
    assert heard.lost({"a": 7, "b": 1}, 11.0, SOON) == {"b"}


def test_a_slow_process_is_waited_for_longer():
    heard = heard_of(a=7, b=7)
    patience = {"": 1.0, "a": 5.0}
    heard.lost({"a": 8, "b": 8}, 10.0, patience)
    assert heard.lost({"a": 8, "b": 8}, 11.0, patience) == {"b"}
    assert heard.lost({"a": 8, "b": 8}, 15.0, patience) == {"a"}
