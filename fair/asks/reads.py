"""Read-only queries of answers before a talk."""

from collections.abc import Iterable

from sqlalchemy import Connection

from fair.asks import store, yes_no
from fair.asks.store import yes_no_table
from fair.asks.yes_no import YesNo
from fair.days import day_at
from fair.db import utc_now
from fair.people import reads as people
from fair.programme import reads as programme
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies


def said(connection: Connection, ticket_id: str) -> dict[str, str]:
    """Return what was said with a ticket, by ask; what is forgotten is left out."""
    found = store.where(
        connection, yes_no_table.c.ticket_id == ticket_id, yes_no_table.c.said != ""
    )
    return {one.ask: one.said for one in found}


def asked(connection: Connection, ticket: Ticket) -> dict[str, str]:
    """Return what the person of a ticket is asked, and the answer; empty where there is none.

    Whoever is 16 or 17 today, at the fair's place, is asked nothing that is for adults.
    """
    answers = said(connection, ticket.id)
    named = vacancies.vacancies(connection, ticket.vacancy_ids)
    posts = [one for key in ticket.vacancy_ids if (one := named.get(key))]
    today = day_at(utc_now(), programme.zone_of(connection, ticket.fair_id))
    protected = not people.is_grown_up(connection, ticket.person_id, today)
    found = yes_no.asked(posts, answers, protected=protected)
    return {code: answers.get(code, "") for code in found}


def of_person(
    connection: Connection, person_id: str, booth_ids: Iterable[str] | None = None
) -> list[YesNo]:
    """Return what a person said and nobody has forgotten, at these booths or at all of them."""
    at = yes_no_table.c
    there = [] if booth_ids is None else [at.booth_id.in_(set(booth_ids))]
    return store.where(connection, at.person_id == person_id, at.said != "", *there)
