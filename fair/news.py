"""From facts to events: each function of `NEWS` is asked alone, so that none silences another."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.contract.base import Event
from fair.contract.news import NewsLost
from fair.db import Database
from fair.decisions import Fact

log = logging.getLogger("fair.news")
Tell = Callable[[Connection, Sequence[Any]], Iterable[Event]]
News = tuple[tuple[type[Fact], ...], Tell]


class Telling:
    """What is still to be told of facts.

    `news` lists (fact classes, function of a read connection and those facts → events).
    """

    def __init__(self, news: Sequence[News]) -> None:
        self._news = news
        self._todo: deque[tuple[Tell, list[Fact]]] = deque()

    @property
    def waits(self) -> bool:
        """True where something is left, because the database could not be read."""
        return bool(self._todo)

    def add(self, facts: Sequence[Fact]) -> None:
        """Take in the facts of a round."""
        for kinds, tell in self._news:
            if mine := [fact for fact in facts if isinstance(fact, kinds)]:
                self._todo.append((tell, mine))

    async def events(self, database: Database) -> list[Event]:
        """Return the events in their order, each once.

        A function that fails is tried again with each fact alone; where one fails even so, the
        others are told and `NewsLost` stands in its place. Facts that nobody could be asked about,
        as the database cannot be read, are kept for the next time.
        """
        events: dict[tuple[str, str, str], Event] = {}
        reads = False

        def in_turn(connection: Connection) -> None:
            nonlocal reads
            reads = True
            while self._todo:
                tell, facts = self._todo[0]
                for event in list(tell(connection, facts)):
                    events[event.name, event.audience_key(), event.model_dump_json()] = event
                self._todo.popleft()

        while self._todo:
            reads = False
            try:
                await database.read(in_turn)
            except Exception as error:
                if not reads:
                    log.exception("the news cannot be read now; they wait")
                    break
                self._failed(error, events)
        return list(events.values())

    def _failed(self, error: Exception, events: dict[tuple[str, str, str], Event]) -> None:
        tell, facts = self._todo.popleft()
        name = f"{tell.__module__}.{tell.__qualname__}"
        if len(facts) > 1:
            log.warning("%s failed with %d facts; each is tried alone", name, len(facts))
            self._todo.extendleft((tell, [fact]) for fact in reversed(facts))
        else:
            log.error("%s failed with %s", name, facts[0].kind, exc_info=error)
            events["", "", ""] = NewsLost()
