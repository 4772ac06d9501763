"""A line that two processes change in turn is told as one: no page has to fetch it afresh."""

from datetime import UTC, datetime

from fair.contract.queue_news import QueueChanged
from fair.waiting.told_views import ToldOrders

AT = datetime(2026, 11, 26, tzinfo=UTC)


def told(by: ToldOrders, version: int, order: list[int]) -> QueueChanged:
    since, (removed, placed) = by.tell("b", version, order)
    return QueueChanged(
        booth_id="b", since=since, version=version, waiting=len(order), talking=0,
        removed=removed, placed=placed, points=(), at=AT,
    )  # fmt: skip


def test_whichever_process_changes_a_line_it_goes_on_from_what_the_other_told():
    one, other = ToldOrders(), ToldOrders()
    for by in (one, other):
        by.tell("b", 1, [1, 2, 3])
    first = told(one, 2, [2, 3])
    other.hear(first)
    second = told(other, 3, [2, 3, 4])

    assert (first.since, first.removed, first.placed) == (1, (1,), ())
    assert (second.since, second.removed, second.placed) == (2, (), ((3, 4),))


def test_who_missed_something_does_not_follow_what_came_after():
    one, other = ToldOrders(), ToldOrders()
    for by in (one, other):
        by.tell("b", 1, [1, 2, 3])
    told(one, 2, [2, 3])
    other.hear(told(one, 3, [3]))

    assert told(other, 4, [3, 5]).since == 1


def test_who_has_told_nothing_of_a_line_yet_learns_a_whole_one():
    one, other = ToldOrders(), ToldOrders()
    one.tell("b", 0, [])
    other.hear(told(one, 1, [7]))

    assert told(other, 2, [7, 8]).since == 1
