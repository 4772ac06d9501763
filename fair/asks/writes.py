"""Keeping an answer before a talk, and letting it go along; facts beside each."""

from datetime import datetime

from fair.asks import store
from fair.asks.facts import YesNoForgotten, YesNoSaid, YesNoWent
from fair.asks.yes_no import YesNo
from fair.db import Work
from fair.ledger import new_salt, seal
from fair.tickets.ticket import Ticket


def keep(work: Work, ticket: Ticket, ask: str, said: str) -> None:
    """Keep what the person said, in the place of what was said before."""
    one = _made(ticket, ask, said, work.now)
    store.save(work, one)
    work.record(YesNoSaid(answer_hash=seal(one.said, one.salt), **_of(one)))


def go_along(work: Work, ticket: Ticket, old: YesNo) -> None:
    """Keep what was said with an earlier ticket with the one that goes on from it.

    How long it is kept counts from when the person answered.
    """
    one = _made(ticket, old.ask, old.said, old.at)
    store.save(work, one)
    work.record(YesNoWent(answer_hash=seal(one.said, one.salt), said_at=one.at, **_of(one)))


def _made(ticket: Ticket, ask: str, said: str, at: datetime) -> YesNo:
    return YesNo(
        ticket_id=ticket.id, ask=ask, fair_id=ticket.fair_id, booth_id=ticket.booth_id,
        person_id=ticket.person_id, at=at, said=said, salt=new_salt(),
    )  # fmt: skip


def _of(one: YesNo) -> dict[str, str]:
    return {
        "fair_id": one.fair_id, "ticket_id": one.ticket_id, "booth_id": one.booth_id,
        "person_id": one.person_id, "ask": one.ask,
    }  # fmt: skip


def take_back(work: Work, ticket_id: str, ask: str) -> None:
    """Forget one answer of a ticket, where there is one."""
    at = store.yes_no_table.c
    for one in store.where(work.connection, at.ticket_id == ticket_id, at.ask == ask):
        if one.said:
            forget(work, one)


def forget(work: Work, one: YesNo) -> None:
    """Forget one answer, and say so."""
    at = store.yes_no_table.c
    store.blank(work, at.ticket_id == one.ticket_id, at.ask == one.ask)
    work.record(YesNoForgotten(**_of(one)))
