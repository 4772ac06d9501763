"""News, a round at a time: facts are made into events once, each told as slowly as it says."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from fair.contract.base import Event
from fair.contract.news import NewsLost
from fair.db import Database
from fair.decisions import Fact
from fair.news import News, Telling
from fair.slowing import Packet, Slowing

log = logging.getLogger("fair.live")
ROUND_S = 0.05
AGAIN_S = 1.0
Spread = Callable[[Sequence[Event], Sequence[int]], None]


class Rounds:
    """What is to be told in this process. `send` sends one packet to its audience here.

    `spread` hears of the events of each round, and of the numbers of the works whose news are
    whole with it (`fair/news_heads.py`): where a fair has more than one process. `heard` are
    those who follow what another process told, by the class of the event.
    """

    def __init__(
        self, news: Sequence[News], database: Database, send: Callable[[Packet], Awaitable[None]]
    ) -> None:
        self._database, self._send = database, send
        self.facts: list[Fact] = []
        self._numbers: list[int] = []
        self._telling = Telling(news)
        self._slowing = Slowing()
        self._stirred = asyncio.Event()
        self.spread: Spread = lambda _events, _numbers: None
        self.heard: Mapping[type[Event], Callable[[Any], None]] = {}

    def announce(self, facts: Sequence[Fact]) -> None:
        """Take the facts of a committed work; their news goes out in the next round."""
        self.facts.extend(facts)
        if number := getattr(facts, "number", 0):
            self._numbers.append(number)
        self._stirred.set()

    def hear(self, events: Sequence[Event]) -> None:
        """Take the events that another process made; they go out in the next round."""
        for event in events:
            if follow := self.heard.get(type(event)):
                follow(event)
        self._slowing.add(events)
        self._stirred.set()

    async def run(self) -> None:
        """Send news, a round at a time, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._stirred.wait()
            await self.round(time.monotonic())
            await asyncio.sleep(ROUND_S)

    def _wait_s(self) -> float | None:
        """Return how long nothing has to be told; None until something happens."""
        due = self._slowing.due_at()
        wait_s = None if due is None else max(0.0, due - time.monotonic())
        if self._telling.waits:
            return AGAIN_S if wait_s is None else min(AGAIN_S, wait_s)
        return wait_s

    async def round(self, now: float) -> None:
        """Tell what happened since the last round, and what had to wait until now.

        `now` is seconds of a clock that never goes back. What cannot be sent is told as lost.
        """
        self._stirred.clear()
        facts, self.facts = self.facts, []
        numbers, self._numbers = self._numbers, []
        self._telling.add(facts)
        events = await self._telling.events(self._database)
        if self._telling.waits:
            self._numbers, numbers = numbers + self._numbers, []
        self.spread(events, numbers)
        self._slowing.add(events)
        for packet in self._slowing.take(now):
            try:
                await self._send(packet)
            except Exception:
                log.exception("%s could not be told to %s", packet.name, packet.audience)
                if packet.name != NewsLost.name:
                    self._slowing.add([NewsLost()])
