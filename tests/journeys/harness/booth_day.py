"""A day at the booths: seekers who come in waves, recruiters who call, talk, offer and hire.

What was acknowledged is held against the rows that were kept, by SQL alone: the checker knows
nothing of the server's code.
"""

import asyncio
import json
import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from tests.journeys.harness.town import ZONE, Stand, Town, talk
from tests.journeys.harness.visitor import Refused, Visitor

POSTS = (("Sewer", 4), ("Cutter", 3))
A_WAVE = 6
LATER = {"next-is", "nobody-waits", "nobody-free", "no-form"}
# Whose page is full has no form to queue. While processes cannot tell each other what was spent,
# each press counts for all of them: whoever queues everywhere in one breath is asked to wait.
FULL = {"too-many-queues", "no-form", "too-many"}


class Crowd:
    """Seekers who come in waves, and recruiters who call, talk, offer and hire."""

    def __init__(self, town: Town[Any], dice: random.Random, *, wave: int = A_WAVE) -> None:
        self.town, self.dice, self.each = town, dice, wave
        self.seekers: list[Visitor] = []
        self.owners: dict[str, Visitor] = {}
        self.numbers: dict[str, int] = {}
        self.talked: dict[str, set[str]] = {}
        self.made: list[str] = []
        self.hired: set[str] = set()
        self.news = asyncio.Condition()

    async def wave(self) -> None:
        """Some people come, queue at every booth, and stay until they have talked everywhere."""
        first = len(self.seekers)
        come = await asyncio.gather(*(self.town.seeker(first + at) for at in range(self.each)))
        self.seekers += come
        await asyncio.gather(*(self._queue(one) for one in come))
        async with self.news:
            await self.news.wait_for(
                lambda: all(len(self.talked[one.who]) == len(self.town.stands) for one in come)
            )

    async def _queue(self, seeker: Visitor) -> None:
        self.talked[seeker.who] = set()
        await seeker.connect()
        stands = self.dice.sample(self.town.stands, len(self.town.stands))
        await asyncio.gather(*(self._join(seeker, stand) for stand in stands))

    async def _join(self, seeker: Visitor, stand: Stand) -> None:
        """Queue at a booth; where one stands in too many lines already, after the next talk."""
        while True:
            talked = len(self.talked[seeker.who])
            try:
                reply = await seeker.press(f"/booths/{stand.booth_id}", "ticket.join")
            except Refused as refused:
                if refused.code not in FULL:
                    raise
                async with self.news:
                    await self.news.wait_for(lambda: len(self.talked[seeker.who]) > talked)  # noqa: B023
                continue
            async with self.news:
                self.owners[reply["ticket_id"]] = seeker
                self.numbers[reply["ticket_id"]] = reply["number"]
                self.news.notify_all()
            return

    async def day(self, group: asyncio.TaskGroup, trouble: asyncio.Task[None]) -> None:
        """Recruit at every stand, and come in waves, until the trouble is over."""
        recruiting = [
            group.create_task(self.recruit(stand, one))
            for stand in self.town.stands
            for one in stand.recruiters
        ]
        while not self.seekers or not trouble.done():
            await self.wave()
        for task in recruiting:
            task.cancel()

    async def recruit(self, stand: Stand, recruiter: Visitor) -> None:
        """Call, talk, offer, for as long as the day lasts."""
        await recruiter.connect()
        while True:
            try:
                called = await recruiter.press(f"/desk/{stand.booth_id}", "ticket.call_next")
            except Refused as refused:
                if refused.code not in LATER:
                    raise
                await asyncio.sleep(0.05)
                continue
            ticket_id = called["ticket_id"]
            async with self.news:  # the ticket may be older than its owner's answer
                await self.news.wait_for(lambda: ticket_id in self.owners)  # noqa: B023
            seeker = self.owners[ticket_id]
            await talk(seeker, recruiter, called["call_id"])
            await self._offer(stand, recruiter, seeker, called["call_id"])
            await seeker.ask("ticket.quiet_end")
            async with self.news:
                self.talked[seeker.who].add(stand.booth_id)
                self.news.notify_all()

    async def _offer(self, stand: Stand, recruiter: Visitor, seeker: Visitor, call_id: str) -> None:
        vacancy_id = self.dice.choice(list(stand.vacancies.values()))
        starts_on = f"{datetime.now(ZONE).date() + timedelta(days=10)}"
        asked = {"vacancy_id": vacancy_id, "starts_on": starts_on}
        try:
            made = await recruiter.press(f"/calls/{call_id}", "offer.make", **asked)
        except Refused as refused:
            if refused.code != "beyond-head-count":
                raise
            return
        self.made.append(made["offer_id"])
        path = f"/offers/{made['offer_id']}"
        if seeker.who in self.hired or self.dice.random() < 0.2:
            await seeker.press(path, "offer.decline")
            return
        self.hired.add(seeker.who)
        await seeker.press(path, "offer.open_terms")
        await seeker.press(path, "offer.accept")
        await asyncio.gather(
            seeker.press(path, "hire.confirm"), recruiter.press(path, "hire.confirm")
        )


def check_acknowledged(town: Town[Any]) -> None:
    """Every command that was acknowledged is kept once, with the answer that was given."""
    kept = dict(town.server.rows("SELECT command_id, reply FROM reply"))
    count = Counter(one for (one,) in town.server.rows("SELECT command_id FROM reply"))
    for name, command_id, reply in town.traffic.acknowledged:
        assert count[command_id] == 1, f"{name} {command_id}: {count[command_id]} times"
        assert json.loads(kept[command_id]) == reply, name


def check_places(crowd: Crowd) -> None:
    """Every ticket stands once, under the number that was told, and its owner has talked."""
    found = crowd.town.server.rows("SELECT id, booth_id, person_id, number, state FROM ticket")
    assert {(row[0], row[3]) for row in found} == set(crowd.numbers.items())
    assert {row[4] for row in found} == {"served"}
    assert len({(row[1], row[2]) for row in found}) == len(found)
    for stand in crowd.town.stands:
        numbers = sorted(row[3] for row in found if row[1] == stand.booth_id)
        assert numbers == list(range(1, len(numbers) + 1))
    assert len(found) == len(crowd.seekers) * len(crowd.town.stands)
    calls = crowd.town.server.rows("SELECT ticket_id, count(*) FROM call GROUP BY ticket_id")
    assert {count for _, count in calls} == {1}


def check_openings(crowd: Crowd) -> None:
    """No offer twice; firm + accepted within the head-count, as the offers themselves say."""
    server = crowd.town.server
    offers = server.rows("SELECT id, vacancy_id, state FROM offer")
    assert sorted(row[0] for row in offers) == sorted(crowd.made)
    taken = Counter(row[1] for row in offers if row[2] in ("firm", "accepted"))
    posts = server.rows("SELECT id, head_count, firm, accepted FROM vacancy")
    assert len(posts) == len(POSTS) * len(crowd.town.stands)
    for key, head_count, firm, accepted in posts:
        assert firm + accepted == taken[key] <= head_count
    (hires,) = server.rows("SELECT count(*) FROM hire WHERE state = 'hired'")[0]
    assert hires == len(crowd.hired)
