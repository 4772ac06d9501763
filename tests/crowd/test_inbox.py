"""A ring comes before everything else that happened."""

from fair.crowd.inbox import Inbox


async def test_a_ring_is_answered_before_the_rest() -> None:
    inbox = Inbox()
    for what in ("ticket", "offer", "ring", "ticket"):
        inbox.put(what, 7)

    assert inbox.holds("ring")
    assert [await inbox.get() for _ in range(3)] == [("ring", "7"), ("ticket", "7"), ("offer", "7")]


async def test_one_look_answers_all_of_a_kind() -> None:
    inbox = Inbox()
    inbox.put("ticket", 1)
    inbox.put("ticket", 2)
    inbox.put("offer", 3)

    inbox.drop("ticket")

    assert not inbox.holds("ticket")
    assert await inbox.get() == ("offer", "3")
