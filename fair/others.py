"""The other processes of this fair: what they are told and tell, and how what was lost is mended.

News, and what is told at once, go over the bus and are told here as they were made there. Twice a
second the database says how many works with facts each process has committed: where one was never
heard of, or the bus let something fall, every page here fetches afresh and every socket's login is
looked at again. So nothing is lost for longer than a few seconds, whatever becomes of Redis.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from time import monotonic
from typing import Any

from pydantic import ValidationError

from fair import spending
from fair.bus import Bus, Said
from fair.contract.base import EVENTS, Event
from fair.db import Database, new_id
from fair.heard import Heard
from fair.live import Live
from fair.news_heads import Numbers, heads
from fair.settings import Settings
from fair.sick import CannotShow

log = logging.getLogger("fair.others")
LOOK_S = 0.5
AWAY_S, FORGOTTEN_S = 3.0, 60.0
ON_THEIR_WAY_S, NONE_COMES_S, SLOW_S = 1.0, 0.3, 5.0
HEALS_A_SECOND = 1000  # sockets whose pages fetch afresh
TOLD_EVERY_S = 0.05
CHUNK = 200
Heed = Callable[..., None]
Mend = Callable[[], Awaitable[None]]


class Others:
    """One process among the others. `heeds` are what others may ask of it, by kind.

    `mends` are done where something was lost, beside what pages and sockets need.
    """

    def __init__(self, settings: Settings, database: Database, live: Live) -> None:
        self.numbers = Numbers(new_id())
        self.writer = self.numbers.writer
        self.bus = Bus(
            settings.redis_url, settings.secret, self.writer,
            heard=self._hear, missed=self._missed, greeting=self._greeting,
        )  # fmt: skip
        self.heeds: dict[str, Heed] = {
            "news": self._news, "told": self._told, "here": self._here, "spent": self._spent,
        }  # fmt: skip
        self.mends: list[Mend] = []
        self._database, self._live = database, live
        # So many there are at least, before any was heard.
        self._settled = settings.workers
        self._heard, self._known = Heard(), set[str]()
        self._here_at: dict[str, tuple[float, Said]] = {}
        self._begun, self._owed, self._mended_at = False, False, 0.0
        self._spends = asyncio.Event()
        self.spending = spending.Spending(self._share, self._spends.set)
        live.rounds.spread, live.pass_on = self.spread, self.pass_on
        live.sockets.elsewhere = self.sockets_elsewhere

    # --- what the others are told -----------------------------------------------------------------

    def spread(self, events: Sequence[Event], numbers: Sequence[int]) -> None:
        """Tell the news of the works with these numbers, which are whole with these events."""
        self._heard.note(self.writer, numbers)
        for start in range(0, len(events), CHUNK):
            self.bus.say("news", events=[_said(one) for one in events[start : start + CHUNK]])
        if numbers:
            self.bus.say("news", events=[], numbers=list(numbers))

    def pass_on(self, event: Event) -> None:
        """Tell what is told at once."""
        self.bus.say("told", event=_said(event))

    def _greeting(self) -> Said:
        sockets = self._live.sockets.by_network()
        return {"told": self._heard.upto(self.writer), "networks": sockets}

    # --- what they tell ---------------------------------------------------------------------------

    def _hear(self, said: dict[str, Any]) -> None:
        self._known.add(said["from"])
        if heed := self.heeds.get(said["kind"]):
            heed(**{key: value for key, value in said.items() if key not in ("v", "n", "kind")})

    def _news(self, *, events: list[Any], numbers: Sequence[int] = (), **said: Any) -> None:
        if (made := _made(events)) is None:
            self._owed = True  # another version of Fair has other news
        else:
            self._live.rounds.hear(made)
        self._heard.note(said["from"], numbers)

    def _told(self, *, event: Any, **_said: Any) -> None:
        for one in _made([event]) or ():
            self._live.soon(self._live.tell_here(one))

    def _here(self, **said: Any) -> None:
        self._here_at[said["from"]] = monotonic(), said

    def _spent(self, *, spent: list[Any], **_said: Any) -> None:
        if self._live.dispatch:
            spending.hear(self._live.dispatch.budgets, spent)

    def _missed(self, _whom: str) -> None:
        self._owed = True

    # --- who they are -----------------------------------------------------------------------------

    def present(self) -> list[str]:
        """Return the names of the processes that are here now, ours among them, in one order."""
        if not self.bus.up:
            return [self.writer]
        return sorted([self.writer, *self._here_now()])

    def _here_now(self) -> dict[str, Said]:
        """Return what each other process said last of itself, of those heard a moment ago."""
        until = monotonic() - AWAY_S
        return {one: said for one, (at, said) in self._here_at.items() if at > until}

    def _share(self) -> int:
        if self.bus.up or not self._begun:
            return 1
        return max(self._settled, 1 + len(self._here_at))

    def sockets_elsewhere(self, network: str) -> tuple[int, int, int]:
        """Return how many sockets a network has at other processes: all, visitors', signed in."""
        counted = [0, 0, 0]
        for said in self._here_now().values():
            here = said["networks"].get(network, (0, 0, 0))
            counted = [mine + theirs for mine, theirs in zip(counted, here, strict=True)]
        return counted[0], counted[1], counted[2]

    # --- what was lost ----------------------------------------------------------------------------

    async def begin(self) -> None:
        """Take what is in the database as known; before any page is open."""
        self._heard.begin(await self._database.read(heads))
        self._begun = True

    async def run(self) -> None:
        """Speak, listen and mend until cancelled."""
        async with asyncio.TaskGroup() as group:
            for run in (self.bus.run, self._watch, self._tell_spending):
                group.create_task(run())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.look(monotonic())
            except CannotShow:
                log.debug("what others have done cannot be read now", exc_info=True)
            except Exception:
                log.exception("what others have done could not be looked at; it is tried again")

    async def look(self, now: float) -> None:
        """Compare what was heard with what is in the database, and mend what is missing."""
        found = await self._database.read(heads)
        lost = self._heard.lost(found, now, self._patience(found))
        self._owed = self._owed or bool(lost)
        if self.bus.up and lost - self._known - {self.writer}:
            self.bus.quiet.tell(
                "another process has this database and is not heard over FAIR_REDIS_URL: do all "
                "have the same FAIR_REDIS_URL and FAIR_SECRET?"
            )
        if self.bus.up:
            since = monotonic() - FORGOTTEN_S
            self._here_at = {one: kept for one, kept in self._here_at.items() if kept[0] > since}
        rest_s = max(1.0, len(self._live.sockets) / HEALS_A_SECOND)
        if self._owed and now - self._mended_at >= rest_s:
            self._owed, self._mended_at = False, now
            says = "what another process did was not heard: the pages at this one fetch afresh"
            self.bus.quiet.tell(says, logging.INFO)
            await self.mend()

    def _patience(self, found: Mapping[str, int]) -> dict[str, float]:
        """Return for how long news may be on their way: where their process is slow, longer."""
        if not self.bus.up:
            return {"": NONE_COMES_S, self.writer: SLOW_S}
        here = self._here_now()
        slow = [one for one, said in here.items() if said["told"] < found.get(one, 0)]
        return {"": ON_THEIR_WAY_S, **dict.fromkeys((*slow, self.writer), SLOW_S)}

    async def mend(self) -> None:
        """Let every page here fetch afresh, and end the sockets whose login is over."""
        await self._live.tell_lost()
        await self._live.look_again()
        for mend in self.mends:
            await mend()

    async def _tell_spending(self) -> None:
        while True:
            await self._spends.wait()
            await asyncio.sleep(TOLD_EVERY_S)
            self._spends.clear()
            if told := self.spending.take():
                self.bus.say("spent", spent=told)


def _said(event: Event) -> list[Any]:
    return [event.name, event.model_dump(mode="json")]


def _made(events: list[Any]) -> list[Event] | None:
    """Return the events as they were made; None where this version knows one of them not."""
    try:
        return [EVENTS[name].model_validate(payload) for name, payload in events]
    except (KeyError, ValidationError):
        return None
