"""A day with appointments: slots are opened, taken, and their time comes; by the real commands."""

from datetime import UTC, datetime, timedelta
from typing import Any

from fair.appointments import reads
from fair.appointments.appointment import Appointment
from fair.contract.appointments import BookSlot, InviteAgain, OpenSlots
from fair.db import utc_now
from fair.decisions import Actor
from fair.interviews import reads as interviews
from fair.queue.reads import in_order
from tests.queue.day import Day, a_day
from tests.world import World

__all__ = ["Clock", "Plan", "a_plan"]


class Clock(datetime):
    """Stands still until the test moves it."""

    at = datetime.now(UTC)

    @classmethod
    def now(cls, _zone: object = None) -> datetime:  # type: ignore[override]
        return cls.at


class Plan:
    """What the tests of appointments do; `day` is the open booth with its recruiter."""

    def __init__(self, day: Day) -> None:
        self.day = day

    @property
    def world(self) -> World:
        return self.day.world

    async def slots(
        self, minutes: float = 40, *, booth_id: str = "", by: Actor | None = None, **more: Any
    ) -> list[str]:
        """Open slots from so many minutes on; return their ids, the earliest first."""
        booth_id = booth_id or self.day.booth_id
        before = {one.id for one in self.world.look(reads.slots_of, booth_id)}
        begins = (utc_now() + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
        asked = OpenSlots(booth_id=booth_id, starts_at=begins.isoformat(), **more)
        await self.world.do(asked, by or self.day.scene.recruiter)
        return [one.id for one in self.world.look(reads.slots_of, booth_id) if one.id not in before]

    async def booked(self, who: Actor, slot_id: str) -> str:
        return str((await self.world.do(BookSlot(slot_id=slot_id), who)).appointment_id)

    async def after_a_talk(self) -> tuple[Actor, str]:
        """Return somebody who has talked at the booth, and the interview."""
        who = await self.day.seeker()
        ticket = await self.day.join(who)
        await self.day.talk(who, (await self.day.call()).call_id)
        [talked] = self.world.look(interviews.interviews_of_ticket, ticket)
        return who, talked.id

    async def invited(self, interview_id: str, slot_id: str) -> str:
        command = InviteAgain(interview_id=interview_id, slot_id=slot_id)
        return str((await self.world.do(command, self.day.scene.recruiter)).appointment_id)

    def texts(self, who: Actor) -> list[str]:
        query = f"select text from signal where person_id = '{who.person_id}'"
        return [row.text for row in self.world.rows(query)]

    def one(self, appointment_id: str) -> Appointment:
        found = self.world.look(reads.appointment, appointment_id)
        assert found
        return found

    async def time_is(self, at: datetime) -> None:
        """Let it be this instant, with everything done that was due until then."""
        assert at > Clock.at
        Clock.at = at
        for _ in range(3):
            await self.world.server.leader.fire(at)

    async def until(self, appointment_id: str, *, minutes: float = 0) -> None:
        """Let so many minutes have passed since the time of an appointment."""
        starts_at = self.one(appointment_id).starts_at
        assert starts_at
        await self.time_is(starts_at + timedelta(minutes=minutes, seconds=1))

    def order(self) -> list[str]:
        """Return the tickets of the booth in the order in which they would be called."""
        return [one.ticket_id for one in self.world.look(in_order, self.day.booth_id)]


async def a_plan(world: World) -> Plan:
    return Plan(await a_day(world))
