"""A day at one booth, for the tests of the queue: everything happens by the real commands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from fair.booths import reads as booths
from fair.contract.booths import BoothClose, BoothCreate, BoothOpen, DutyStart
from fair.contract.interviews import ConcludeInterview
from fair.contract.queue import CallNext, JoinQueue, LookAtQueue
from fair.contract.rooms import (
    AnswerCall,
    CancelCall,
    DeclineCall,
    HangUp,
    HearCall,
    PostponeCall,
    RingOut,
    ShowCall,
    TakeLeg,
)
from fair.db import Work, utc_now
from fair.decisions import Actor
from fair.glossary import Outcome, Role
from fair.people import writes as people
from fair.people.person import Person
from fair.queue import reads
from fair.queue.store import ticket_table
from fair.rooms.call_store import call_table
from fair.sign_in import writes as sign_in
from fair.tickets.ticket import Ticket
from tests.booths.scene import Scene, a_scene, staff
from tests.world import World


@dataclass
class Day:
    """A fair that is open, a booth that is open, and one recruiter on duty there."""

    world: World
    scene: Scene
    count: int = 0
    tokens: dict[str, str] = field(default_factory=dict)
    booths: list[str] = field(default_factory=list)
    people: list[Actor] = field(default_factory=list)

    @property
    def booth_id(self) -> str:
        return self.scene.booth_id

    async def seeker(self, *, confirmed: bool = True, born: date = date(1990, 4, 30)) -> Actor:
        self.count += 1
        number = f"+861381234{self.count:04d}"
        made = Person("", f"Zhao {self.count}", number, confirmed, born, "en", "", erased=False)

        def add(work: Work) -> str:
            person = Person(
                work.new_id(), made.name, made.phone, made.confirmed, made.born_on, "en", "",
                erased=False,
            )  # fmt: skip
            people.add_person(work, person, self.scene.fair_id)
            self.tokens[person.id] = sign_in.issue_login(work, person_id=person.id)
            return person.id

        made_now = Actor(Role.SEEKER, person_id=await self.world.work(add))
        self.people.append(made_now)
        return made_now

    def actor(self, person_id: str) -> Actor:
        return Actor(Role.SEEKER, person_id=person_id)

    async def join(self, who: Actor, booth_id: str = "", **wishes: Any) -> str:
        command = JoinQueue(booth_id=booth_id or self.booth_id, **wishes)
        return str((await self.world.do(command, who)).ticket_id)

    async def waiting(self, count: int) -> list[tuple[Actor, str]]:
        made = []
        for _ in range(count):
            who = await self.seeker()
            made.append((who, await self.join(who)))
        return made

    async def another_booth(self, *, opens: bool = True) -> str:
        """Make a booth of the same employer with a recruiter of its own; open it."""
        made = await self.world.do(
            BoothCreate(hall_id=self.scene.hall_id, employer_id=self.scene.employer_id),
            self.scene.organiser,
        )
        other, _ = await staff(
            self.world, f"Recruiter{made.number}", Role.RECRUITER, self.scene.employer_id
        )
        if opens:
            await self.world.do(DutyStart(booth_id=made.booth_id), other)
            await self.world.do(BoothOpen(booth_id=made.booth_id), other)
        self.tokens[str(made.booth_id)] = other.account_id
        self.booths.append(str(made.booth_id))
        return str(made.booth_id)

    def recruiter_of(self, booth_id: str) -> Actor:
        account = self.tokens[booth_id]
        return Actor(Role.RECRUITER, account_id=account, employer_id=self.scene.employer_id)

    async def close(self) -> None:
        await self.world.do(
            BoothClose(booth_id=self.booth_id, reason="agreed"), self.scene.organiser
        )

    async def call(self, by: Actor | None = None, booth_id: str = "") -> Any:
        """Call next; who owes more answers than one may gives those first."""
        await self.answer_first(by, booth_id)
        command = CallNext(booth_id=booth_id or self.booth_id)
        return await self.world.do(command, by or self.scene.recruiter)

    async def answer_first(self, by: Actor | None = None, booth_id: str = "") -> None:
        """Give the oldest answers that a recruiter owes, until no more are owed than may be."""
        who, at = by or self.scene.recruiter, booth_id or self.booth_id
        owed = self.world.look(reads.owed_by, at, who.account_id)
        for talk in owed[: max(0, len(owed) - reads.MOST_OWED)]:
            no_fit = ConcludeInterview(interview_id=talk.id, outcome=Outcome.NO_FIT, reason="pay")
            await self.world.do(no_fit, who)

    async def look(self, booth_id: str = "") -> None:
        await self.world.do(LookAtQueue(booth_id=booth_id or self.booth_id))

    async def warned_a_while_ago(self, ticket_id: str) -> None:
        """Let the get-ready of a ticket be two minutes old."""
        await self.world.work(
            lambda work: work.write(
                update(ticket_table)
                .where(ticket_table.c.id == ticket_id)
                .values(warned_at=utc_now() - timedelta(minutes=2))
            )
        )

    async def rang_to_the_end(self, call_id: str) -> None:
        """Let a ring have stood on the screen for its whole length."""
        row = self.world.rows(select(call_table).where(call_table.c.id == call_id))[0]
        now = utc_now()
        await self.world.work(
            lambda work: work.write(
                update(call_table)
                .where(call_table.c.id == call_id)
                .values(
                    rang_at=now - timedelta(seconds=row.ring_s + 1),
                    shown_at=now - timedelta(seconds=row.ring_s),
                    seen_at=now,
                )
            )
        )
        await self.world.do(RingOut(call_id=call_id))

    async def answer(self, who: Actor, call_id: str) -> None:
        await self.world.do(AnswerCall(call_id=call_id), who)

    async def talk(self, who: Actor, call_id: str, by: Actor | None = None) -> None:
        """Answer, hear each other for five minutes, hang up."""
        await self.answer(who, call_id)
        await self.talk_over(who, call_id, by)

    async def hear(self, who: Actor, call_id: str, by: Actor | None = None) -> None:
        """Let both sides of a call that was answered hear each other."""
        for side in (who, by or self.scene.recruiter):
            leg = await self.world.do(TakeLeg(call_id=call_id, tab="t1"), side)
            await self.world.do(HearCall(call_id=call_id, epoch=leg.epoch), side)

    async def talk_over(self, who: Actor, call_id: str, by: Actor | None = None) -> None:
        """Hear each other for five minutes in a call that was answered, hang up."""
        by = by or self.scene.recruiter
        await self.hear(who, call_id, by)
        row = self.world.rows(select(call_table).where(call_table.c.id == call_id))[0]
        since = row.runs_since - timedelta(minutes=5)
        await self.world.work(
            lambda work: work.write(
                update(call_table).where(call_table.c.id == call_id).values(runs_since=since)
            )
        )
        await self.world.do(HangUp(call_id=call_id), by)

    def ticket(self, ticket_id: str) -> Ticket:
        found = self.world.look(reads.ticket, ticket_id)
        assert found
        return found

    def everything(self) -> list[Any]:
        """Every row of the slice, to see that a refusal changed nothing."""
        tables = (
            "ticket",
            "queue",
            "interview",
            "forecast",
            "overtake",
            "quiet",
            "consent",
            "call",
        )
        return [self.world.rows(f"SELECT * FROM {table}") for table in tables]


async def a_day(world: World) -> Day:
    scene = await a_scene(world)
    await scene.started()
    assert world.look(booths.booth, scene.booth_id).open
    return Day(world, scene, booths=[scene.booth_id])


__all__ = ["CancelCall", "Day", "DeclineCall", "PostponeCall", "ShowCall", "a_day"]
