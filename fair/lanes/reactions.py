"""What follows for who was handed on or has priority when a ticket or a person changes."""

from typing import Any

from fair.booths import reads as booths
from fair.booths.facts import BoothClosed
from fair.conduct.facts import PersonRemoved
from fair.db import Work
from fair.glossary import HandingState
from fair.lanes import facts, reads, store, writes
from fair.lanes.handing import Handing
from fair.people.facts import ConsentWithdrawn, EmployerBlocked, PersonErased
from fair.programme.facts import FairClosed
from fair.queue import line_writes
from fair.queue import reads as queue
from fair.queue.facts import LeavingTakenBack, TicketReturned, TicketServed, TicketTaken

_GOES = frozenset({HandingState.AGREED, HandingState.GONE})


def taken(work: Work, fact: TicketTaken | TicketReturned | LeavingTakenBack) -> None:
    """Whoever has priority stands in its lane, wherever they join or come back."""
    writes.prefer(work, queue.ticket(work.connection, fact.ticket_id))


def served(work: Work, fact: TicketServed) -> None:
    """Who said yes during the talk goes on at once: the two quiet minutes would be in the way.

    They are only in the way of the named colleague: where that one has gone meanwhile, they hold.
    """
    for one in reads.handings_of_ticket(work.connection, fact.ticket_id):
        if one.state is HandingState.AGREED:
            booth = booths.booth(work.connection, one.booth_id)
            if booth is None or not booth.open:
                writes.end(work, one, "end", facts.HandingOver)
                continue
            writes.go(work, one, booth)
        if one.state in _GOES and _expected(work, one):
            line_writes.stop_quiet(work, fact.person_id)


def _expected(work: Work, one: Handing) -> bool:
    return one.account_id in booths.expected(work.connection, one.booth_id, work.now)


def kept_away(work: Work, fact: ConsentWithdrawn | EmployerBlocked) -> None:
    """Who is to be reached no more is asked nothing."""
    one = reads.open_handing(work.connection, fact.person_id)
    booth = booths.booth(work.connection, one.booth_id) if one else None
    if one and booth and booth.employer_id == fact.employer_id:
        writes.end(work, one, "end", facts.HandingOver)


def person_removed(work: Work, fact: PersonRemoved) -> None:
    """Who is sent out of a fair goes on to nobody there."""
    one = reads.open_handing(work.connection, fact.person_id)
    if one and one.fair_id == fact.fair_id:
        writes.end(work, one, "end", facts.HandingOver)


def booth_closed(work: Work, fact: BoothClosed) -> None:
    """Nobody goes on to a booth that has closed, with its session, its licence or by hand."""
    for one in reads.open_handings_to(work.connection, fact.booth_id):
        writes.end(work, one, "end", facts.HandingOver)


def fair_closed(work: Work, fact: FairClosed) -> None:
    """Nobody goes on to anybody after the fair."""
    for one in reads.open_handings(work.connection, fact.fair_id):
        writes.end(work, one, "end", facts.HandingOver)


def person_erased(work: Work, fact: PersonErased) -> None:
    """Forget why, and by which criterion."""
    one = reads.open_handing(work.connection, fact.person_id)
    if one:
        writes.end(work, one, "end", facts.HandingOver)
    store.forget(work, fact.person_id)


REACTIONS: dict[Any, list[Any]] = {
    TicketTaken: [taken],
    TicketReturned: [taken],
    LeavingTakenBack: [taken],
    TicketServed: [served],
    ConsentWithdrawn: [kept_away],
    EmployerBlocked: [kept_away],
    PersonRemoved: [person_removed],
    BoothClosed: [booth_closed],
    FairClosed: [fair_closed],
    PersonErased: [person_erased],
}
