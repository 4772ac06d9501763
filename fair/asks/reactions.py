"""Answers go along with a ticket that goes on, and end with the consent or the person."""

from typing import Any

from fair.asks import reads, store, writes
from fair.asks.store import yes_no_table
from fair.booths import reads as booths
from fair.db import Work
from fair.people.facts import ConsentWithdrawn, PersonErased
from fair.queue import reads as queue
from fair.queue.facts import TicketGoesOn, TicketTaken


def goes_on(work: Work, fact: TicketTaken | TicketGoesOn) -> None:
    """Who was carried to the next session is not asked again; another employer reads nothing."""
    if not fact.after_id:
        return
    old = queue.ticket(work.connection, fact.after_id)
    ticket = queue.ticket(work.connection, fact.ticket_id)
    if old is None or ticket is None:
        return
    was, here = (booths.booth(work.connection, one.booth_id) for one in (old, ticket))
    if was is None or here is None or was.employer_id != here.employer_id:
        return
    known = reads.said(work.connection, ticket.id)
    for one in store.where(work.connection, yes_no_table.c.ticket_id == old.id):
        if one.said and one.ask not in known:
            writes.go_along(work, ticket, one)


def consent_withdrawn(work: Work, fact: ConsentWithdrawn) -> None:
    """Who takes the consent back takes the answers back with it."""
    theirs = [one.id for one in booths.booths_of_employer(work.connection, fact.employer_id)]
    for one in reads.of_person(work.connection, fact.person_id, theirs):
        writes.forget(work, one)


def person_erased(work: Work, fact: PersonErased) -> None:
    """Forget what the person said."""
    store.blank(work, yes_no_table.c.person_id == fact.person_id)


REACTIONS: dict[Any, list[Any]] = {
    TicketTaken: [goes_on],
    TicketGoesOn: [goes_on],
    ConsentWithdrawn: [consent_withdrawn],
    PersonErased: [person_erased],
}
