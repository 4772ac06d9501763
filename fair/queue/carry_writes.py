"""Tickets that go on in a booth's line: carried there from an earlier session, or moved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, groupby

from sqlalchemy import and_, exists, or_

from fair import timers
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.conduct import reads as conduct
from fair.db import Work
from fair.glossary import Lane, TicketState
from fair.people import reads as people
from fair.people import writes as people_writes
from fair.people.person import Person
from fair.people.refusals import UnderAge
from fair.programme import reads as programme
from fair.queue import facts, lane_writes, line_store, line_writes, store
from fair.queue.store import ticket_table
from fair.tickets import carrying, closing, joining, leaving, order
from fair.tickets.refusals import ForAdults
from fair.tickets.ticket import FREE, LIVE, Ticket, rank_of
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy

LOT = "queue.lot"  # the deadline after which numbers of a fair's first five minutes are drawn
DRAW = "queue.draw"  # the deadline after which the numbers of a booth's closed list are drawn
TOLD = "queue.carried_told"  # the deadline after which who was carried hears of it


def carry(work: Work, booth_id: str) -> None:
    """Let everybody who was left at this booth, or at one before it, go on here.

    Who was left in this very session stands before whoever joins now, as if nothing had closed.
    """
    booth = booths.booth(work.connection, booth_id)
    if booth is None:
        return
    old = _left(work, booth)
    if not old:
        return
    line_store.open_queue(work, booth.id, booth.fair_id)
    row = line_store.queue(work.connection, booth.id)
    next_number = row.next_number if row else 1
    live = {one.person_id: one for one in _live(work, booth.id)}
    began = programme.began(work.connection, booth.fair_id, work.now)
    same = {one.id for one in old if carrying.same_session(one, booth.fair_id, began)}
    new = [one for one in old if one.person_id not in live]
    standing = [one.number for one in live.values()]
    last = max((one.rank for one in live.values() if one.waits and not one.undrawn), default=0)
    ranks = carrying.carried_ranks(len(old) - len(same), standing, next_number + len(new))
    turns = dict(zip((one.id for one in old if one.id not in same), ranks, strict=True))
    posts = {one.id for one in vacancies.vacancies_of_booth(work.connection, booth.id)}
    for one in sorted(old, key=lambda one: one.id not in same):
        mine = live.get(one.person_id)
        if mine is not None:
            _go_on(work, mine, one, turns.get(one.id, mine.rank))
            _first(work, mine, one)
            _note_turn(work, store.ticket(work, mine.id), last)
            continue
        number, version, _ = line_store.take_number(work, booth.id, booth.fair_id)
        at = (number, turns.get(one.id, rank_of(number)))
        since = carrying.waiting_since(one, work.now)
        ticket = carrying.going_on(one, booth, work.new_id(), at, work.now, posts, since=since)
        if one.id in same:
            ticket = _as_it_stood(work, ticket, one)
        add(work, booth, ticket, version)
        if ticket.lane is Lane.HANDED_ON:
            line_writes.note_return(work, ticket, ticket.cause, -1)
        else:
            _note_turn(work, ticket, last)
    line_writes.look_soon(work, booth.id, booth.fair_id)
    timers.start(work, TOLD, f"{booth.id}:{next_number - 1}", 0)


def _note_turn(work: Work, ticket: Ticket, last: int) -> None:
    """Say to who stands here already, the `last` at that rank, that a carried one has its turn."""
    if ticket.waits and not ticket.undrawn and ticket.after_id and ticket.rank < last:
        found = order.overtake_by_return(ticket.rank, closing.CARRIED)
        line_writes.note_overtake(work, ticket, found)


def _as_it_stood(work: Work, ticket: Ticket, old: Ticket) -> Ticket:
    held = timers.runs(work.connection, FREE, old.id)
    ticket = carrying.as_it_stood(ticket, old, held=held)
    if ticket.held:
        ends_at = timers.ends_at(work.connection, FREE, old.id)
        left_s = (ends_at - work.now).total_seconds() if ends_at else None
        line_writes.hold(work, ticket, left_s)
    return carrying.undrawn(ticket) if lot_ahead(work, ticket.fair_id) else ticket


def close_left(work: Work, fair_id: str) -> None:
    """Who waits at a booth of a fair that never opened is carried, too, when the fair closes."""
    at = ticket_table.c
    left = (at.fair_id == fair_id, at.state.in_(["waiting", "parked"]))
    found = store.tickets_where(work.connection, *left)
    for _, some in groupby(found, key=lambda one: one.booth_id):
        steps = [(one, closing.close(one, "fair_closed", work.now)) for one in some]
        line_writes.close_all(work, steps, "fair_closed")


def lot_ahead(work: Work, fair_id: str) -> bool:
    """Return whether who joins now draws a number by lot later."""
    return timers.runs(work.connection, LOT, fair_id)


def is_drawn_later(work: Work, ticket: Ticket) -> bool:
    """Return whether a ticket gets another number by lot: its list is open, or closed just now."""
    ahead = lot_ahead(work, ticket.fair_id) or timers.runs(work.connection, DRAW, ticket.booth_id)
    return ticket.undrawn and ahead


def undrawn(work: Work, fair_id: str) -> dict[str, list[Ticket]]:
    """Return the tickets of a fair whose numbers are to be drawn, by booth.

    Who may take leaving back is among them: nobody steps out for the moment of the closing. Nobody
    is among them twice: who has joined again since cannot go back to what was left.
    """
    at = ticket_table.c
    may_stay = or_(*(
        and_(at.cause == cause, at.ended_at > work.now - timedelta(seconds=s + leaving.TRAVEL_S))
        for cause, s in leaving.STAYS_S.items()
    ))  # fmt: skip
    back = or_(at.state.in_(sorted(LIVE)), and_(at.state == TicketState.LEFT.value, may_stay))
    found = store.tickets_where(work.connection, at.fair_id == fair_id, at.undrawn, back)
    last = {(one.booth_id, one.person_id): one.id for one in sorted(found, key=_newest)}
    found = [one for one in found if last[one.booth_id, one.person_id] == one.id]
    return {key: list(some) for key, some in groupby(found, key=lambda one: one.booth_id)}


def _newest(ticket: Ticket) -> tuple[bool, datetime, int]:
    return ticket.live, ticket.joined_at, ticket.number


def numbers(work: Work, listed: Iterable[str]) -> dict[str, int]:
    """Return the numbers that these tickets have now, of those that still await another one."""
    found = store.tickets_among(work.connection, ticket_table.c.id, listed, ticket_table.c.undrawn)
    return {one.id: one.number for one in found}


def give_numbers(work: Work, booth_id: str, given: Mapping[str, int]) -> None:
    """Give tickets of a booth the numbers that were drawn for them: theirs, in another order."""
    at = ticket_table.c
    found = store.tickets_among(work.connection, at.id, given)
    steps = [(one, carrying.drawn(one, given[one.id], work.now)) for one in found]
    store.save_numbers(work, steps)
    first = line_store.touch(work, booth_id, len(steps)) - len(steps)
    for number, (was, now) in enumerate(steps, 1):
        line_writes.record(work, now, first + number, facts.TicketDrawn, was=was.number)
    if steps:
        line_writes.look_soon(work, booth_id, steps[0][1].fair_id)


def move(work: Work, old: Ticket, booth: Booth, since: datetime) -> Ticket:
    """Let somebody who waits `since` go on in another booth's line, behind all who wait as long."""
    line = line_store.line(work.connection, booth.id)
    standing = store.tickets_among(
        work.connection, ticket_table.c.id, [one.ticket_id for one in line]
    )
    rank = carrying.rank_by_time(standing, since, order.head_rank(line))
    number, version, _ = line_store.take_number(work, booth.id, booth.fair_id)
    rank = rank_of(number) if rank is None else rank
    ticket = carrying.going_on(
        old, booth, work.new_id(), (number, rank), work.now, since=old.joined_at, first=False
    )
    add(work, booth, ticket, version)
    line_writes.note_return(work, ticket, "moved", rank)
    line_writes.look_soon(work, booth.id, booth.fair_id)
    return ticket


def add(work: Work, booth: Booth, ticket: Ticket, version: int) -> None:
    """Save a ticket that goes on from another; who joined that one has consented already."""
    people_writes.give_consent(
        work, ticket.person_id, booth.employer_id, booth.fair_id, "joined_queue"
    )
    store.add(work, ticket)
    line_writes.record(
        work, ticket, version, facts.TicketTaken, lane=ticket.lane, phone_ok=ticket.phone_ok,
        helper=ticket.helper, text_only=ticket.text_only, phone_first=ticket.phone_first,
        after_id=ticket.after_id, rank=ticket.rank, joined_at=ticket.joined_at, cause=ticket.cause,
        undrawn=ticket.undrawn, meant_for=ticket.meant_for, parked=not ticket.waits,
        held=ticket.held, postponed=ticket.postponed, misses=ticket.misses,
    )  # fmt: skip


def goes_on(work: Work, ticket_id: str) -> bool:
    """Return whether another ticket goes on from this one already."""
    return work.value(exists().where(ticket_table.c.after_id == ticket_id).select()) is True


def _go_on(work: Work, mine: Ticket, old: Ticket, rank: int) -> None:
    if mine.waits:
        after = carrying.go_on(mine, old.id, rank)
        line_writes.settle(
            work, mine, after, facts.TicketGoesOn, after_id=after.after_id, rank=after.rank
        )


def _first(work: Work, mine: Ticket, old: Ticket) -> None:
    """Who joined anew and is carried as cut off, or handed on, goes on before the line."""
    ticket = store.ticket(work, mine.id)
    if old.goes_first and ticket.waits and not ticket.goes_first:
        lane_writes.put(work, ticket, Lane.HANDED_ON, carrying.first_for(old))


def _live(work: Work, booth_id: str) -> list[Ticket]:
    at = ticket_table.c
    return store.tickets_where(
        work.connection, at.booth_id == booth_id, at.state.in_(["waiting", "parked", "called"])
    )


def _left(work: Work, booth: Booth) -> list[Ticket]:
    """Return who was left waiting for this booth, in the order of their places."""
    theirs = _theirs(work, booth)
    later = ticket_table.alias("later")
    at = ticket_table.c
    found = store.tickets_where(
        work.connection,
        at.booth_id.in_(theirs),
        at.state == "closed",
        at.choice.in_(carrying.GOES_ON),
        at.ended_at > work.now - carrying.KEPT,
        ~exists().where(later.c.after_id == at.id),
        most=carrying.MOST_AT_ONCE,
    )
    alike = _same_world(work, booth, {one.fair_id for one in found})
    ordered = sorted(
        (one for one in found if one.fair_id in alike),
        key=lambda one: carrying.place(one, work.now),
    )
    return _may_go_on(work, booth, _once(ordered))


def _theirs(work: Work, booth: Booth) -> list[str]:
    """Return the booths whose people go on here: this one, and those before it at other fairs."""
    of_fair = defaultdict[str, list[Booth]](list)
    for one in booths.booths_of_employer(work.connection, booth.employer_id):
        of_fair[one.fair_id].append(one)
    ordered = {
        fair_id: [one.id for one in sorted(some, key=lambda one: one.number)]
        for fair_id, some in of_fair.items()
    }
    here = ordered.pop(booth.fair_id, None)
    if here is None:
        return [booth.id]  # a rehearsal's: nobody comes there from another day
    before = [carrying.goes_on_at(here, booth.id, some) for some in ordered.values()]
    return [booth.id, *chain.from_iterable(before)]


def _same_world(work: Work, booth: Booth, fair_ids: Iterable[str]) -> set[str]:
    """A demo's people stay in the demo."""
    here = programme.fair(work.connection, booth.fair_id)
    return {
        one
        for one in fair_ids
        if here and (other := programme.fair(work.connection, one)) and other.demo == here.demo
    }


def _once(tickets: Iterable[Ticket]) -> list[Ticket]:
    first: dict[str, Ticket] = {}
    for one in tickets:
        first.setdefault(one.person_id, one)
    return list(first.values())


def _may_go_on(work: Work, booth: Booth, tickets: Sequence[Ticket]) -> list[Ticket]:
    """Return whom the employer sees, who let it in, were not sent out, and whom a post suits."""
    ids = [one.person_id for one in tickets]
    known = people.persons(work.connection, ids)
    seen = people.consented_of(work.connection, booth.employer_id, ids)
    shut_out = people.blockers_of(work.connection, booth.employer_id, ids)
    sent_out = conduct.sent_out(work.connection, {one.fair_id for one in tickets})
    today = work.today(booth.fair_id)
    offered = vacancies.vacancies_of_booth(work.connection, booth.id)
    return [
        one
        for one in tickets
        if one.person_id in seen - shut_out
        and (one.fair_id, one.person_id) not in sent_out
        and (person := known.get(one.person_id)) is not None
        and not person.erased
        and _suits(one, person, today, offered)
    ]


def _suits(ticket: Ticket, person: Person, today: date, offered: Sequence[Vacancy]) -> bool:
    try:
        joining.fit(ticket, person, today, offered)
    except (ForAdults, UnderAge):
        return False
    return True
