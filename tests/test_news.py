"""From facts to what is told: whoever fails is alone with it, and nothing is lost unsaid."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from fair.contract.base import Event
from fair.contract.board import BoardNews
from fair.contract.news import NewsLost
from fair.contract.programme import FairNews
from fair.db import Database
from fair.decisions import Fact
from fair.glossary import FairState
from fair.news import News, Telling
from fair.programme.facts import FairOpened, FairPaused

POISON = "f00000000666"
Tell = Callable[[Any, Sequence[Fact]], Iterable[Event]]


def unreadable(folder: Path) -> Path:
    """Return a file that is no database."""
    path = folder / "away.db"
    path.write_bytes(b"this is no database" * 100)
    return path


def boards(_connection: Any, facts: Sequence[Fact]) -> Iterable[Event]:
    for fact in facts:
        yield BoardNews(fair_id=fact.fair_id)


def fairs(connection: Any, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell of each fair by a query, which one of them breaks in the middle."""
    for fact in facts:
        yield FairNews(fair_id=fact.fair_id, state=FairState.OPEN, version=1)
        table = "nowhere" if fact.fair_id == POISON else "fair"
        connection.execute(text(f"select id from {table}"))


NEWS: list[News] = [((FairOpened,), fairs), ((FairOpened, FairPaused), boards)]


def opened(*fair_ids: str) -> list[Fact]:
    return [FairOpened(fair_id=one) for one in fair_ids]


async def told(telling: Telling, database: Database) -> list[tuple[str, str]]:
    return [(one.name, one.audience_key()) for one in await telling.events(database)]


async def test_each_function_is_asked_with_its_facts_and_the_same_is_told_once(world):
    telling = Telling(NEWS)
    telling.add([*opened("f1", "f1", "f2"), FairPaused(fair_id="f3")])

    assert await told(telling, world.database) == [
        ("fair.changed", "fair:f1"), ("fair.changed", "fair:f2"), ("board.changed", "board:f1"),
        ("board.changed", "board:f2"), ("board.changed", "board:f3"),
    ]  # fmt: skip
    assert await told(telling, world.database) == []


async def test_who_fails_silences_nobody_and_everybody_hears_that_something_is_missing(
    world, caplog
):
    telling = Telling(NEWS)
    telling.add(opened("f1", POISON, "f2"))

    found = await told(telling, world.database)

    assert sorted(found) == [
        ("board.changed", f"board:{POISON}"), ("board.changed", "board:f1"),
        ("board.changed", "board:f2"), ("fair.changed", "fair:f1"), ("fair.changed", "fair:f2"),
        ("news.lost", "everybody:here"),
    ]  # fmt: skip
    assert found.index(("fair.changed", "fair:f1")) < found.index(("fair.changed", "fair:f2"))
    assert "test_news.fairs failed with fair.opened" in caplog.text
    assert not telling.waits


async def test_news_waits_while_the_database_cannot_be_read(world, tmp_path, caplog):
    away = Database(f"sqlite:///{unreadable(tmp_path)}")
    telling = Telling(NEWS)
    telling.add(opened("f1"))
    assert await told(telling, away) == []
    assert telling.waits
    telling.add(opened("f2"))

    found = await told(telling, world.database)

    assert ("fair.changed", "fair:f1") in found
    assert ("fair.changed", "fair:f2") in found
    assert ("news.lost", "everybody:here") not in found
    assert "they wait" in caplog.text


# --- a round of the server -----------------------------------------------------------------------


class Network:
    """Stands where the sockets would be: notes what is sent, and to whom; may be torn."""

    def __init__(self, world: Any) -> None:
        self.live = world.server.live
        self.live.rounds._telling = Telling(NEWS)
        self.live.server.emit = self.emit
        self.sent: list[tuple[str, str | None, int]] = []
        self.torn: set[str] = set()

    async def emit(self, name: str, events: tuple[Any, ...], room: str | None = None) -> None:
        if name in self.torn:
            raise ConnectionError(name)
        self.sent.append((name, room, len(events)))

    def hears(self, *audiences: str) -> None:
        for audience in audiences:
            self.live.audiences.join("socket", "somebody", audience)


@pytest.fixture
def network(world):
    return Network(world)


async def test_a_round_sends_what_somebody_hears(network):
    network.hears("fair:f1", "board:f1")
    network.live.announce(opened("f1", "f2"))
    await network.live.round(100.0)

    assert network.sent == [("fair.changed", "fair:f1", 1), ("board.changed", "board:f1", 1)]


async def test_what_had_to_wait_is_sent_with_a_later_round(network):
    network.hears("board:f1")
    for at in (100.0, 100.5, 101.0):
        network.live.announce([FairPaused(fair_id="f1")])
        await network.live.round(at)

    assert network.sent == [("board.changed", "board:f1", 1)] * 2
    assert network.live.rounds._wait_s() is None


async def test_a_packet_that_cannot_be_sent_stops_no_other_and_is_told_as_lost(network, caplog):
    network.torn = {"fair.changed"}
    network.hears("fair:f1", "board:f1")
    network.live.announce(opened("f1"))
    await network.live.round(100.0)
    assert network.sent == [("board.changed", "board:f1", 1)]
    await network.live.round(100.1)

    assert network.sent[1:] == [(NewsLost.name, None, 1)]
    assert "fair.changed could not be told to fair:f1" in caplog.text


async def test_that_news_is_lost_is_not_said_again_and_again(network):
    for at in (100.0, 101.0, 102.0):
        network.live.announce(opened(POISON))
        await network.live.round(at)

    assert [one for one in network.sent if one[0] == NewsLost.name] == [(NewsLost.name, None, 1)]
    await network.live.round(115.0)
    assert network.sent[-1] == (NewsLost.name, None, 1)


async def test_that_nobody_can_be_told_ends_in_peace(network):
    network.torn = {NewsLost.name}
    network.live.announce(opened(POISON))
    await network.live.round(100.0)
    await network.live.round(200.0)

    assert network.sent == []
    assert network.live.rounds._wait_s() is None


async def test_the_server_comes_back_to_news_that_waits_for_the_database(network, tmp_path):
    live, database = network.live, network.live.rounds._database
    network.hears("fair:f1")
    live.rounds._database = Database(f"sqlite:///{unreadable(tmp_path)}")
    live.announce(opened("f1"))
    await live.round(100.0)
    assert network.sent == []
    assert 0 < live.rounds._wait_s() <= 1
    live.rounds._database = database
    await live.round(101.0)

    assert network.sent == [("fair.changed", "fair:f1", 1)]
