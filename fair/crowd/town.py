"""The town: who is at the fair now, who comes and who goes, and what is known to all of them."""

import asyncio
import logging
from collections import Counter
from http.cookiejar import CookieJar, DefaultCookiePolicy
from random import Random

import httpx

from fair.crowd.browser import Browser, NotReached, Refused
from fair.crowd.cast import Cast, RecruiterPart, SeekerPart
from fair.crowd.recruiter import Recruiter
from fair.crowd.seeker import Seeker
from fair.crowd.shared import Shared
from fair.languages import DEFAULT

log = logging.getLogger("fair.crowd")
ARRIVALS_S = 16.0
EMPTY_S = (4.0, 15.0)
AGAIN_S = 20.0
REPORT_S = 60.0
CONNECTIONS = 12


class NotADemo(Exception):
    """The fair at this address is a real one, or there is none."""


class Town:
    """Keeps `size` seekers at the fair, and the recruiters of its booths."""

    def __init__(self, url: str, cast: Cast, size: int, dice: Random) -> None:
        self.url, self.cast, self.size, self.dice = url, cast, size, dice
        self.shared = Shared(cast, dice)
        self._cookies: dict[str, dict[str, str]] = {}
        self._away: list[SeekerPart] = list(cast.seekers)
        dice.shuffle(self._away)

    async def run(self) -> None:
        """Live until cancelled. Raises `NotADemo` where the fair was not born as one."""
        limits = httpx.Limits(max_connections=CONNECTIONS)
        nobodys = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # each browser keeps its own
        async with httpx.AsyncClient(
            timeout=15, limits=limits, trust_env=False, cookies=nobodys
        ) as client:
            await self._look_around(client)
            async with asyncio.TaskGroup() as tasks:
                for part in self._working():
                    tasks.create_task(self._work(client, part))
                for place in range(self.size):
                    tasks.create_task(self._place(client, place))
                tasks.create_task(self._report())

    async def _look_around(self, client: httpx.AsyncClient) -> None:
        """Come in as a visitor first: simulated people enter no fair that does not say DEMO."""
        visitor = Browser(self.url, client, DEFAULT)
        for _ in range(30):
            try:
                page = await visitor.open(f"/fairs/{self.cast.fair_id}")
            except NotReached:
                await asyncio.sleep(1)
                continue
            except Refused as error:
                raise NotADemo(f"{self.url} has no such fair ({error})") from None
            if not page.demo:
                raise NotADemo(f"{self.url} is a real fair; simulated people stay away from it")
            self.shared.halls = page.ids("halls")
            return
        raise NotADemo(f"{self.url} does not answer")

    def _working(self) -> list[RecruiterPart]:
        """Small crowds need one recruiter at each booth, larger ones all of them."""
        firsts = [one for one in self.cast.recruiters if one.first]
        seconds = [one for one in self.cast.recruiters if not one.first]
        self.dice.shuffle(seconds)
        return firsts + seconds[: self.size // 2]

    async def _work(self, client: httpx.AsyncClient, part: RecruiterPart) -> None:
        """Let one recruiter work all day; whatever breaks, they come back a little later."""
        await asyncio.sleep(self.dice.uniform(0, 6))
        while True:
            recruiter = Recruiter(self.shared, part, self._browser(client, part))
            await self._see_through(recruiter.work(), part.name)
            recruiter.browser.forget()
            await recruiter.browser.close()
            await asyncio.sleep(AGAIN_S * self.dice.uniform(0.5, 1.5))

    async def _place(self, client: httpx.AsyncClient, place: int) -> None:
        """Keep one place of the crowd filled: somebody comes, stays a while, goes; the next."""
        await asyncio.sleep(ARRIVALS_S * place / max(1, self.size) * self.dice.uniform(0.6, 1.2))
        while True:
            part = self._away.pop(0)
            seeker = Seeker(self.shared, part, self._browser(client, part))
            self.shared.count["arrived"] += 1
            self.shared.present += 1
            try:
                await self._see_through(seeker.visit(), part.name)
            finally:
                self.shared.present -= 1
            await seeker.browser.close()
            self._away.append(part)
            await asyncio.sleep(self.dice.uniform(*EMPTY_S))

    def _browser(self, client: httpx.AsyncClient, part: SeekerPart | RecruiterPart) -> Browser:
        cookies = self._cookies.setdefault(part.link, {})
        return Browser(self.url, client, part.language, cookies)

    @staticmethod
    async def _see_through(doing: "asyncio.Future[None] | object", who: str) -> None:
        """Await somebody's visit; nobody's trouble ends the crowd."""
        try:
            await doing  # type: ignore[misc]
        except (Refused, NotReached) as error:
            log.debug("%s: %s", who, error)
            await asyncio.sleep(AGAIN_S)
        except Exception:
            log.exception("%s went home in trouble", who)
            await asyncio.sleep(AGAIN_S)

    async def _report(self) -> None:
        """Say once a minute what happened."""
        before: Counter[str] = Counter()
        while True:
            await asyncio.sleep(REPORT_S)
            now = Counter(self.shared.count)
            told = " ".join(f"{key} {now[key]} (+{now[key] - before[key]})" for key in sorted(now))
            log.info("here %d, %s", self.shared.present, told)
            before = now
