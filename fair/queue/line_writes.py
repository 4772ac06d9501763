"""What every step of a ticket does beside its own row: version, forecast, deadlines, fact."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row

from fair import timers
from fair.booths.booth import Booth
from fair.days import day_at
from fair.db import Work
from fair.interviews import forecast_writes
from fair.people import reads as people
from fair.people.refusals import UnderAge
from fair.programme import reads as programme
from fair.queue import line_store, overtake_store, store, telling_writes
from fair.queue.facts import (
    OvertakeNoted,
    QuietEnded,
    SilenceBegan,
    SilenceEnded,
    TicketClosed,
    TicketFact,
)
from fair.tickets import closing, joining, order
from fair.tickets.order import Overtake
from fair.tickets.refusals import ForAdults
from fair.tickets.ticket import FREE, QUIET_S, Ticket
from fair.vacancies import reads as vacancies

LOOK, QUIET = "queue.look_due", "queue.quiet"
SOON_S, EVERY_S = 0.5, 10.0


def settle(work: Work, was: Ticket, now: Ticket, kind: type[TicketFact], **more: Any) -> None:
    """Save a step, note it in the line, and record its fact.

    Refuses `WrongState` where the ticket was changed meanwhile.
    """
    store.save(work, was, now)
    _hold(work, was, now)
    if now.ended_at is not None and was.ended_at is None:
        forecast_writes.settle_forecast(work, now.id, None)
    version = line_store.touch(work, now.booth_id)
    look_soon(work, now.booth_id, now.fair_id)
    record(work, now, version, kind, **more)


def close_all(work: Work, steps: Sequence[tuple[Ticket, Ticket]], cause: str) -> None:
    """Save the closing of tickets of one booth, as `settle` does with each of them, at once.

    Who has chosen nothing else is carried.
    """
    if not steps:
        return
    store.save_ended(work, steps)
    for was, now in steps:
        _hold(work, was, now)
    forecast_writes.censor_forecasts(work, [now.id for _, now in steps])
    one = steps[0][1]
    before = line_store.touch(work, one.booth_id, len(steps)) - len(steps)
    look_soon(work, one.booth_id, one.fair_id)
    for number, (_, now) in enumerate(steps, 1):
        record(
            work, now, before + number, TicketClosed, cause=cause, carries=True,
            parked_for=now.parked_for,
        )  # fmt: skip


def record(work: Work, ticket: Ticket, version: int, kind: type[TicketFact], **more: Any) -> None:
    """Record a fact of a ticket."""
    work.record(
        kind(
            fair_id=ticket.fair_id, ticket_id=ticket.id, booth_id=ticket.booth_id,
            person_id=ticket.person_id, number=ticket.number, version=version, **more,
        )
    )  # fmt: skip


def _hold(work: Work, was: Ticket, now: Ticket) -> None:
    if was.held and not now.held:
        timers.stop(work, FREE, now.id)
    if now.held and now.held != was.held:
        hold(work, now)


def hold(work: Work, ticket: Ticket, left_s: float | None = None) -> None:
    """Start the clock of what holds a ticket back: five minutes, 90 seconds, or what is left."""
    seconds = ticket.held_s if left_s is None else max(0.0, left_s)
    timers.start(work, FREE, ticket.id, seconds, fair_id=ticket.fair_id, booth_id=ticket.booth_id)


def be_quiet(work: Work, person_id: str, fair_id: str) -> None:
    """Begin the two quiet minutes after a talk."""
    line_store.be_quiet(work, person_id, fair_id, work.now + timedelta(seconds=QUIET_S))
    timers.start(work, QUIET, person_id, QUIET_S, fair_id=fair_id)


def stop_quiet(work: Work, person_id: str) -> None:
    """End the two quiet minutes after a talk, where they run."""
    fair_id = line_store.end_quiet(work, person_id)
    if fair_id is not None:
        timers.stop(work, QUIET, person_id)
        work.record(QuietEnded(fair_id=fair_id, person_id=person_id))


def look_soon(work: Work, booth_id: str, fair_id: str, seconds: float = SOON_S) -> None:
    """Let the clock look after this queue: its forecast, and who is to get ready."""
    timers.start(work, LOOK, booth_id, seconds, fair_id=fair_id, booth_id=booth_id)
    line_store.set_looking(work, booth_id, looking=True)


def note_silence(work: Work, booth: Booth, row: Row[Any] | None, since: datetime | None) -> None:
    """Keep since when a booth gives no sign, where that begins or ends: all who wait read it.

    `row` is that of its queue.
    """
    if bool(since) is bool(row and row.silent_since):
        return
    line_store.set_silent(work, booth.id, since)
    if since:
        work.record(SilenceBegan(fair_id=booth.fair_id, booth_id=booth.id, since=since))
    else:
        work.record(SilenceEnded(fair_id=booth.fair_id, booth_id=booth.id))


def begin_afresh(work: Work, of: ColumnElement[bool]) -> None:
    """Until now nobody could call at the booths of which `of` names the queues: it is no silence.

    Their times have passed meanwhile: none is told until the next look, which comes at once.
    """
    for row in line_store.none_to_call(work, of):
        work.record(SilenceEnded(fair_id=row.fair_id, booth_id=row.booth_id))
    for row in line_store.looked_after(work.connection, of):
        look_soon(work, row.booth_id, row.fair_id, 0)


def note_return(work: Work, ticket: Ticket, cause: str, rank: int) -> None:
    """Keep whom a person passes who comes back into the line, where there is anybody."""
    line = line_store.line(work.connection, ticket.booth_id)
    if any(one.rank > rank and one.ticket_id != ticket.id for one in line):
        note_overtake(work, ticket, order.overtake_by_return(rank, cause))


def note_overtake(work: Work, ticket: Ticket, found: Overtake) -> None:
    """Keep who went before whom, and why."""
    overtake_id = overtake_store.add_overtake(work, ticket, found)
    work.record(
        OvertakeNoted(
            fair_id=ticket.fair_id, overtake_id=overtake_id, ticket_id=ticket.id,
            booth_id=ticket.booth_id, number=ticket.number, cause=found.cause, above=found.above,
            below=found.below,
        )
    )  # fmt: skip


# --- who is 16 or 17 ------------------------------------------------------------------------------


def fit(work: Work, ticket: Ticket) -> Ticket:
    """Return the ticket with those named posts only that its owner may take today.

    Refuses `UnderAge`, and `ForAdults` where no post of the booth is open to the person.
    """
    person = people.person(work.connection, ticket.person_id)
    today = day_at(work.now, programme.zone_of(work.connection, ticket.fair_id))
    if person is None or not person.protected(today):
        return ticket
    posts = vacancies.vacancies_of_booth(work.connection, ticket.booth_id)
    return joining.fit(ticket, person, today, posts)


def keep_fitting(work: Work, tickets: Iterable[Ticket]) -> list[Ticket]:
    """Take out of the line who is under 18 and has no post there any more; return those tickets.

    They are told. The others lose the named posts that they may not take.
    """
    shut = []
    for ticket in _young(work, tickets):
        try:
            fitting = fit(work, ticket)
        except (ForAdults, UnderAge):
            _shut(work, ticket)
            shut.append(ticket)
        else:
            if fitting != ticket:
                store.save(work, ticket, replace(fitting, version=ticket.version + 1))
    return shut


def _young(work: Work, tickets: Iterable[Ticket]) -> list[Ticket]:
    live = list(tickets)
    found = people.persons(work.connection, {one.person_id for one in live}) if live else {}
    return [
        one
        for one in live
        if (person := found.get(one.person_id))
        and person.protected(day_at(work.now, programme.zone_of(work.connection, one.fair_id)))
    ]


def _shut(work: Work, ticket: Ticket) -> None:
    closed = closing.for_adults(ticket, work.now)
    settle(work, ticket, closed, TicketClosed, cause=closed.cause)
    telling_writes.say_adults(work, ticket)
