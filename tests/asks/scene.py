"""A booth with a post that asks three questions, and people who wait for it."""

from dataclasses import dataclass
from typing import Any

from fair.asks import reads
from fair.contract.asks import SayYesNo
from fair.contract.vacancies import VacancyChange
from fair.decisions import Actor
from fair.queue import reads as queue
from tests.booths.scene import seen
from tests.queue.day import Day, a_day
from tests.vacancies.test_vacancies import CELLS, opened
from tests.world import World

THREE = ("night_shifts", "start_week", "dormitory")
# What a post says that asks about night shifts: the law keeps such work for adults.
AT_NIGHT = {"night_work": "yes", "min_age": "18"}
NIGHT = "Can you work night shifts?"


@dataclass
class Asking:
    """A day at a booth whose post asks `THREE`."""

    day: Day
    post: str

    @property
    def world(self) -> World:
        return self.day.world

    async def waits(self) -> tuple[Actor, str]:
        """Let somebody join for the post; return who, and the ticket."""
        who = await self.day.seeker()
        return who, await self.day.join(who, vacancy_ids=[self.post])

    async def say(self, who: Actor, ticket: str, ask: str, *, yes: bool) -> None:
        await self.world.do(SayYesNo(ticket_id=ticket, ask=ask, yes=yes), who)

    def said(self, ticket: str) -> dict[str, str]:
        """Return what is asked with a ticket, and the answers."""
        known = self.world.look(queue.ticket, ticket)
        found: dict[str, str] = self.world.look(reads.asked, known)
        return found

    async def queues(self, who: Actor, language: str = "en") -> str:
        """Return the page *My queues* of somebody."""
        token = self.day.tokens[who.person_id]
        return str(await seen(self.day.scene, "/queues", token, language))

    async def desk(self, token: str = "recruiter") -> str:
        return str(await seen(self.day.scene, f"/desk/{self.day.booth_id}", token))

    async def post_asks(self, *asks: str) -> None:
        """Write the post anew, with these questions."""
        command = VacancyChange(vacancy_id=self.post, **{**CELLS, **AT_NIGHT, "asks": asks})
        await self.world.do(command, self.day.scene.recruiter)

    async def recruiter_calls(self) -> Any:
        return await self.day.call()


async def asking(world: World) -> Asking:
    day = await a_day(world)
    return Asking(day, await opened(day.scene, asks=THREE, **AT_NIGHT))
