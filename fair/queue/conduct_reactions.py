"""What the queue does when the office sends somebody out of a fair."""

from typing import Any

from fair.conduct.facts import PersonRemoved
from fair.db import Work
from fair.queue import store, ticket_actions
from fair.queue.store import ticket_table
from fair.tickets import leaving
from fair.tickets.ticket import QUEUING


def person_removed(work: Work, fact: PersonRemoved) -> None:
    """Who is sent out of a fair leaves its queues; a talk goes on to its end."""
    at = ticket_table.c
    mine = (at.person_id == fact.person_id, at.fair_id == fact.fair_id)
    for ticket in store.tickets_where(work.connection, *mine, at.state.in_(sorted(QUEUING))):
        ticket_actions.give_up(work, ticket, leaving.SENT_OUT)


REACTIONS: dict[Any, list[Any]] = {PersonRemoved: [person_removed]}
