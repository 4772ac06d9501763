"""A whole day at two booths: opening and lot, breaks, lanes, appointments, outages, the closing.

Its steps come on top of those of `tests.queue.steps`; the clock stands still between them.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from fair.appointments import reads as appointments
from fair.appointments.appointment import Appointment
from fair.appointments.store import appointment_table
from fair.contract.appointments import BookSlot, CancelAppointment, OpenSlots
from fair.contract.booths import BoothClose, BoothOpen, BoothPause, DutyBackIn, DutyStart
from fair.contract.lanes import (
    AnswerHandOn,
    EndPriority,
    GrantPriority,
    HandOn,
    PublishCriteria,
)
from fair.contract.lots import MoveTicket
from fair.contract.programme import CloseFair, KeepHours, OpenFair, PauseFair, ResumeFair
from fair.contract.queue import ChooseAfter
from fair.contract.rooms import HangUp, RingOut, ShowCall
from fair.decisions import Actor, Refusal
from fair.glossary import Criterion, Lane
from fair.lanes.store import handing_table, priority_table
from fair.programme import reads as programme
from fair.queue import reads
from fair.reign import heartbeat
from fair.rooms.call_store import call_table
from tests.appointments.plan import Clock
from tests.lots.morning import a_morning
from tests.queue.day import Day
from tests.queue.steps import (
    STEPS,
    Nothing,
    Pick,
    Step,
    call,
    come_back,
    join,
    leave,
    of,
    one,
    ready,
    talk,
)
from tests.queue.test_joining import post
from tests.world import World

Beginning = Callable[[Day], Awaitable[None]]
CRITERION = Criterion.TRAVELS_TODAY


class WholeDay(Day):
    """A day whose talks and rings take their time by the clock.

    `calls`: of each booth, which lane a call went to, and which had somebody free.
    """

    calls: dict[str, list[tuple[Lane, set[Lane]]]]

    async def call(self, by: Actor | None = None, booth_id: str = "") -> Any:
        booth_id = booth_id or self.booth_id
        await self.answer_first(by, booth_id)
        could = {one.lane for one in self.world.look(reads.in_order, booth_id) if one.free}
        called = await super().call(by, booth_id)
        self.calls.setdefault(booth_id, []).append((self.ticket(called.ticket_id).lane, could))
        return called

    async def talk_over(self, who: Actor, call_id: str, by: Actor | None = None) -> None:
        by = by or self.scene.recruiter
        await self.hear(who, call_id, by)
        Clock.at += timedelta(minutes=5)
        await self.world.do(HangUp(call_id=call_id), by)

    async def rang_to_the_end(self, call_id: str) -> None:
        """Let a ring stand on the screen, which says so all the while, for its whole length."""
        [row] = self.world.rows(select(call_table).where(call_table.c.id == call_id))
        who, until = self.actor(row.person_id), row.rang_at + timedelta(seconds=row.ring_s)
        while Clock.at < until:
            await self.world.do(ShowCall(call_id=call_id), who)
            Clock.at += timedelta(seconds=4)
        await self.world.do(RingOut(call_id=call_id))


async def a_whole_day(world: World, clock: datetime) -> WholeDay:
    """Return a day before its opening: two booths with the same work, the fair in half an hour."""
    Clock.at = clock
    morning = await a_morning(world)
    day = WholeDay(world, morning.scene, booths=morning.booths)
    day.calls = {}
    await day.another_booth(opens=False)
    for booth_id in day.booths:
        await post(day, booth_id=booth_id)
    published = PublishCriteria(fair_id=day.scene.fair_id, criteria=(CRITERION,))
    await world.do(published, day.scene.organiser)
    for _ in range(3):
        await day.join(await day.seeker())
    return day


async def time_goes_by(day: Day, **time: float) -> None:
    """Let time go by, with everything done that falls due meanwhile."""
    leader = day.world.server.leader
    until = Clock.at + timedelta(**time)
    while Clock.at < until:
        Clock.at = min(until, Clock.at + timedelta(seconds=45))
        for fair_id in day.world.look(programme.due_by_hours, Clock.at):
            await day.world.do(KeepHours(fair_id=fair_id))
        while await leader.fire(Clock.at):
            pass


async def before_the_opening(_day: Day) -> None:
    """Those who come now draw a number."""


async def in_the_first_minutes(day: Day) -> None:
    await time_goes_by(day, minutes=31)
    for booth_id in day.booths:
        await day.world.do(DutyStart(booth_id=booth_id), of(day, booth_id))
        await day.world.do(BoothOpen(booth_id=booth_id), of(day, booth_id))


async def once_it_is_drawn(day: Day) -> None:
    await in_the_first_minutes(day)
    await time_goes_by(day, minutes=8)
    assert not day.world.rows("SELECT id FROM ticket WHERE undrawn")


async def with_a_slot_at_each_booth(day: Day) -> None:
    await once_it_is_drawn(day)
    begins = (Clock.at + timedelta(minutes=10)).replace(second=0, microsecond=0).isoformat()
    for booth_id in day.booths:
        await day.world.do(OpenSlots(booth_id=booth_id, starts_at=begins), of(day, booth_id))


async def seconds(day: Day, pick: Pick) -> None:
    await time_goes_by(day, seconds=pick([5, 20, 50]))


async def minutes(day: Day, pick: Pick) -> None:
    await time_goes_by(day, minutes=pick([2, 6, 16]))


async def outage(day: Day, pick: Pick) -> None:
    """Nobody leads for a while: no clock runs, and nothing is held against anybody."""
    leader = day.world.server.leader
    stood = update(heartbeat).values(at=Clock.at)
    await day.world.work(lambda work: work.write(stood))
    Clock.at += timedelta(minutes=pick([1, 20]))
    await leader.wake()


async def opens(day: Day, _pick: Pick) -> None:
    await day.world.do(OpenFair(fair_id=day.scene.fair_id), day.scene.organiser)


async def booth_opens(day: Day, pick: Pick) -> None:
    booth = pick(day.booths)
    await day.world.do(DutyStart(booth_id=booth), of(day, booth))
    await day.world.do(BoothOpen(booth_id=booth), of(day, booth))


async def booth_pauses(day: Day, pick: Pick) -> None:
    booth = pick(day.booths)
    await day.world.do(BoothPause(booth_id=booth), of(day, booth))


async def takes_a_break(day: Day, pick: Pick) -> None:
    booth = pick(day.booths)
    await day.world.do(DutyBackIn(booth_id=booth, minutes=pick([5, 15])), of(day, booth))


async def booth_closes(day: Day, pick: Pick) -> None:
    command = BoothClose(booth_id=pick(day.booths), reason="agreed")
    await day.world.do(command, day.scene.organiser)


async def fair_pauses(day: Day, pick: Pick) -> None:
    """The fair pauses; people do this and that meanwhile, or try to; it goes on."""
    await day.world.do(PauseFair(fair_id=day.scene.fair_id), day.scene.organiser)
    for step in pick(IN_A_PAUSE):
        with suppress(Refusal):
            await step(day, pick)
    await day.world.do(ResumeFair(fair_id=day.scene.fair_id), day.scene.organiser)


async def chooses(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting", "closed", "lapsed")
    command = ChooseAfter(ticket_id=ticket.id, choice=pick(["next", "phone_me", "leave"]))
    await day.world.do(command, day.actor(ticket.person_id))


async def moves(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting", "parked")
    command = MoveTicket(ticket_id=ticket.id, booth_id=pick(day.booths))
    await day.world.do(command, day.actor(ticket.person_id))


async def priority(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting", "parked", "talking")
    fair_id = day.scene.fair_id
    command = GrantPriority(fair_id=fair_id, person_id=ticket.person_id, criterion=CRITERION)
    await day.world.do(command, day.scene.organiser)


async def priority_ends(day: Day, pick: Pick) -> None:
    at = priority_table.c
    has = day.world.rows(priority_table.select().where(~at.ended).order_by(at.granted_at))
    if not has:
        raise Nothing
    command = EndPriority(priority_id=pick([row.id for row in has]), reason="asked")
    await day.world.do(command, day.scene.organiser)


async def hand_on(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "talking", "served")
    to = of(day, pick(day.booths)).account_id
    command = HandOn(ticket_id=ticket.id, account_id=to, why="The night shift")
    await day.world.do(command, of(day, ticket.booth_id))


async def says_to_it(day: Day, pick: Pick) -> None:
    at = handing_table.c
    asked = day.world.rows(handing_table.select().where(at.state == "asked").order_by(at.asked_at))
    if not asked:
        raise Nothing
    row = pick(asked)
    command = AnswerHandOn(handing_id=row.id, go=pick([True, True, False]))
    await day.world.do(command, day.actor(row.person_id))


async def slots(day: Day, pick: Pick) -> None:
    booth = pick(day.booths)
    begins = (Clock.at + timedelta(minutes=pick([10, 40]))).replace(second=0, microsecond=0)
    command = OpenSlots(booth_id=booth, starts_at=begins.isoformat(), many=2)
    await day.world.do(command, of(day, booth))


async def books(day: Day, pick: Pick) -> None:
    """Somebody who stands in a line, or nowhere, takes a slot."""
    free = [day.world.look(appointments.slots_of, booth) for booth in day.booths]
    slot = [made.id for booth in free for made in booth]
    if not slot:
        raise Nothing
    who = pick([*day.people, None])
    command = BookSlot(slot_id=pick(slot))
    await day.world.do(command, who or await day.seeker())


def _booked(day: Day) -> list[Appointment]:
    rows = day.world.rows(appointment_table.select().order_by(appointment_table.c.made_at))
    found = [day.world.look(appointments.appointment, row.id) for row in rows]
    return [made for made in found if made]


async def cancels(day: Day, pick: Pick) -> None:
    booked = _booked(day)
    if not booked:
        raise Nothing
    chosen = pick(booked)
    command = CancelAppointment(appointment_id=chosen.id)
    await day.world.do(command, day.actor(chosen.person_id))


async def closing(day: Day) -> None:
    """The fair closes, whatever state it is in, and everything that falls due after it is done."""
    await day.world.do(CloseFair(fair_id=day.scene.fair_id), day.scene.organiser)
    await time_goes_by(day, minutes=2)


IN_A_PAUSE: tuple[tuple[Step, ...], ...] = (
    (leave, come_back, minutes), (join, minutes, call), (outage, chooses), (talk, minutes, ready),
)  # fmt: skip
MORE: tuple[Step, ...] = (
    seconds, seconds, minutes, outage, opens, booth_opens, booth_opens, booth_opens,
    booth_pauses, takes_a_break, booth_closes, fair_pauses, chooses, moves, priority, priority,
    priority_ends, hand_on, hand_on, says_to_it, says_to_it, slots, books, books, books, cancels,
)  # fmt: skip
ALL = (*STEPS, *STEPS, *MORE, *[join, call, talk] * 8)
BEGINNINGS: tuple[Beginning, ...] = (
    once_it_is_drawn, with_a_slot_at_each_booth, in_the_first_minutes, before_the_opening,
)  # fmt: skip
