"""Keeping an answer before a talk, and letting it go along; facts beside each."""

from fair.asks import store
from fair.asks.facts import YesNoForgotten, YesNoSaid, YesNoWent
from fair.asks.yes_no import YesNo
from fair.db import Work
from fair.ledger import new_salt, seal
from fair.queue.ticket import Ticket


def keep(work: Work, ticket: Ticket, ask: str, said: str) -> None:
    """Keep what the person said, in the place of what was said before."""
    _save(work, _made(work, ticket, ask, said), YesNoSaid)


def go_along(work: Work, ticket: Ticket, old: YesNo) -> None:
    """Keep what was said with an earlier ticket with the one that goes on from it."""
    _save(work, _made(work, ticket, old.ask, old.said), YesNoWent)


def _made(work: Work, ticket: Ticket, ask: str, said: str) -> YesNo:
    return YesNo(
        ticket_id=ticket.id, ask=ask, fair_id=ticket.fair_id, booth_id=ticket.booth_id,
        person_id=ticket.person_id, at=work.now, said=said, salt=new_salt(),
    )  # fmt: skip


def _save(work: Work, one: YesNo, fact: type[YesNoSaid | YesNoWent]) -> None:
    store.save(work, one)
    work.record(
        fact(
            fair_id=one.fair_id, ticket_id=one.ticket_id, booth_id=one.booth_id,
            person_id=one.person_id, ask=one.ask, answer_hash=seal(one.said, one.salt),
        )
    )  # fmt: skip


def forget(work: Work, one: YesNo) -> None:
    """Forget one answer, and say so."""
    at = store.yes_no_table.c
    store.blank(work, at.ticket_id == one.ticket_id, at.ask == one.ask)
    work.record(
        YesNoForgotten(
            fair_id=one.fair_id, ticket_id=one.ticket_id, booth_id=one.booth_id,
            person_id=one.person_id, ask=one.ask,
        )
    )  # fmt: skip
