"""Where a real person may recruit, somebody of the crowd always waits, however small it is."""

from random import Random

from fair.crowd.cast import Cast
from fair.crowd.shared import AT_VISITED, Shared


def shared(visited: str) -> Shared:
    cast = Cast(
        fair_id="f00000000001", talk={}, kept_free="", seekers=(), recruiters=(), answers={},
        visited=visited,
    )  # fmt: skip
    return Shared(cast, Random(7))


def test_the_first_of_a_crowd_of_ten_go_where_the_visitor_recruits_and_the_rest_do_not() -> None:
    town = shared("b00000000001")
    went = [town.wanted(f"/k/{one}") for one in range(10)]
    assert went == [True] * AT_VISITED + [False] * (10 - AT_VISITED)


def test_who_was_served_there_is_followed_by_somebody_else() -> None:
    town = shared("b00000000001")
    for one in range(AT_VISITED):
        town.wanted(f"/k/{one}")
    town.at_visited.discard("/k/1")
    assert town.wanted("/k/8")
    assert not town.wanted("/k/9")


def test_the_links_of_an_earlier_demo_name_no_such_booth() -> None:
    assert not shared("").wanted("/k/1")
