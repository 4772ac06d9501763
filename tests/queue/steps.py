"""What may happen on a day at two booths; each step is one thing somebody does, or is refused."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from fair.contract.queue import (
    EndQuiet,
    FreeTicket,
    GetReady,
    LeaveQueue,
    LookAtQueue,
    NotThere,
    PostponeTicket,
    ReturnToQueue,
    StayInQueue,
)
from fair.contract.rooms import CancelCall, DeclineCall, HangUp, PostponeCall, RingOut
from fair.decisions import Actor, Refusal
from fair.queue import store
from fair.queue.store import ticket_table
from fair.tickets.ticket import Ticket
from tests.queue.day import Day

Pick = Callable[[Sequence[Any]], Any]
Step = Callable[[Day, Pick], Awaitable[None]]


class Nothing(Refusal):
    """There is nobody with whom this step could be done."""

    code = "nothing-to-do-in-a-test"


def one(day: Day, pick: Pick, *states: str) -> Ticket:
    of_day = ticket_table.c.booth_id.in_(day.booths)
    found = day.world.look(store.tickets_where, of_day, ticket_table.c.state.in_(states))
    if not found:
        raise Nothing
    ticket: Ticket = pick(
        sorted(found, key=lambda one: (day.booths.index(one.booth_id), one.number))
    )
    return ticket


def of(day: Day, booth_id: str) -> Actor:
    """Return the recruiter of a booth."""
    return day.scene.recruiter if booth_id == day.booth_id else day.recruiter_of(booth_id)


async def join(day: Day, pick: Pick) -> None:
    await day.join(await day.seeker(), pick(day.booths))


async def join_another(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting", "parked", "called", "talking", "served", "lapsed")
    await day.join(day.actor(ticket.person_id), pick(day.booths))


async def call(day: Day, pick: Pick) -> None:
    booth = pick(day.booths)
    await day.call(of(day, booth), booth)


async def talk(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "called")
    await day.talk(day.actor(ticket.person_id), ticket.call_id, of(day, ticket.booth_id))


async def cut(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "called")
    who = day.actor(ticket.person_id)
    await day.answer(who, ticket.call_id)
    await day.world.do(HangUp(call_id=ticket.call_id), who)


async def decline(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "called")
    await day.world.do(DeclineCall(call_id=ticket.call_id), day.actor(ticket.person_id))


async def postpone_ring(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "called")
    await day.world.do(PostponeCall(call_id=ticket.call_id), day.actor(ticket.person_id))


async def miss(day: Day, pick: Pick) -> None:
    await day.rang_to_the_end(one(day, pick, "called").call_id)


async def unshown(day: Day, pick: Pick) -> None:
    await day.world.do(RingOut(call_id=one(day, pick, "called").call_id))


async def cancel(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "called")
    await day.world.do(CancelCall(call_id=ticket.call_id), of(day, ticket.booth_id))


async def not_there(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "called", "waiting")
    await day.world.do(NotThere(ticket_id=ticket.id), of(day, ticket.booth_id))


async def come_back(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "parked", "waiting")
    await day.world.do(ReturnToQueue(ticket_id=ticket.id), day.actor(ticket.person_id))


async def postpone(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting")
    await day.world.do(PostponeTicket(ticket_id=ticket.id), day.actor(ticket.person_id))


async def ready(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting")
    await day.world.do(GetReady(ticket_id=ticket.id), day.actor(ticket.person_id))


async def free(day: Day, pick: Pick) -> None:
    await day.world.do(FreeTicket(ticket_id=one(day, pick, "waiting", "parked").id))


async def leave(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting", "parked", "called", "served")
    await day.world.do(LeaveQueue(ticket_id=ticket.id), day.actor(ticket.person_id))


async def stay(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "left")
    await day.world.do(StayInQueue(ticket_id=ticket.id), day.actor(ticket.person_id))


async def end_quiet(day: Day, pick: Pick) -> None:
    ticket = one(day, pick, "waiting", "parked", "served")
    await day.world.do(EndQuiet(), day.actor(ticket.person_id))


async def look(day: Day, pick: Pick) -> None:
    await day.world.do(LookAtQueue(booth_id=pick(day.booths)))


STEPS: tuple[Step, ...] = (
    join, join, join_another, call, call, call, talk, cut, decline, postpone_ring, miss, unshown,
    cancel, not_there, come_back, come_back, postpone, ready, free, leave, stay, end_quiet,
    look,
)  # fmt: skip
