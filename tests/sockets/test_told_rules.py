"""How many packets were for a socket, and when it is told."""

import pytest

from fair.contract.news import NewsTold
from fair.told import TIMES, ToldSoFar


class Told:
    """The counts, and what was said to whom."""

    def __init__(self) -> None:
        self.said: list[tuple[str, int]] = []
        self.counts = ToldSoFar(self._say)

    async def _say(self, name: str, packet: dict[str, int], *, room: str) -> None:
        assert name == NewsTold.name
        self.said.append((room, packet["packets"]))

    async def say(self, *sids: str) -> list[tuple[str, int]]:
        self.said = []
        await self.counts.say(sids)
        return self.said


@pytest.fixture
def told() -> Told:
    return Told()


async def test_only_what_was_sent_while_a_socket_heard_an_audience_was_for_it(told: Told):
    counts = told.counts
    counts.join("early", "queue:b1")
    counts.sent("queue:b1")
    counts.join("late", "queue:b1")
    counts.join("late", "person:p1")
    for audience in ("queue:b1", "person:p1", "queue:b2"):
        counts.sent(audience)
    counts.leave("early", "queue:b1")
    counts.sent("queue:b1")

    assert (counts.upto("early"), counts.upto("late")) == (2, 3)


async def test_who_comes_back_to_an_audience_that_everybody_left_is_counted_from_there(told: Told):
    counts = told.counts
    counts.join("one", "queue:b1")
    counts.sent("queue:b1")
    counts.leave("one", "queue:b1")
    counts.sent("queue:b1")  # to nobody
    counts.join("one", "queue:b1")
    counts.join("one", "queue:b1")  # asked twice
    counts.sent("queue:b1")

    assert counts.upto("one") == 2
    counts.forget("one")
    assert not counts._packets
    assert not counts._hearers


async def test_a_count_is_said_some_times_after_each_change_and_not_for_ever(told: Told):
    told.counts.join("one", "queue:b1")
    assert await told.say("one", "gone") == []

    told.counts.sent("queue:b1")
    for _ in range(TIMES):
        assert await told.say("one") == [("one", 1)]
    assert await told.say("one") == []

    told.counts.sent("queue:b1")
    assert await told.say("one") == [("one", 2)]
