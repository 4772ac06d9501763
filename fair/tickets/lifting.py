"""Putting a ticket into another lane: for an appointment, a colleague, a published rule.

Nobody's own tap does it, and nobody is moved to another booth by it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fair.decisions import WrongState
from fair.glossary import Lane
from fair.tickets.order import Standing, head_rank
from fair.tickets.ticket import Ticket

# Who was asked to come, to a set time or to a colleague, uses up none of the tickets of a fair.
ASKED = frozenset({Lane.APPOINTMENT, Lane.HANDED_ON})
HANDED_ON, APPOINTMENT, PRIORITY = "handed_on", "appointment", "priority"


def lift(
    ticket: Ticket, lane: Lane, rank: int, cause: str, now: datetime, meant_for: str = ""
) -> Ticket:
    """Let a waiting ticket stand in a lane at a rank; refuses `WrongState` where it waits not."""
    if not ticket.waits:
        raise WrongState
    return replace(
        ticket, lane=lane, rank=rank, cause=cause, since_at=now, meant_for=meant_for,
        version=ticket.version + 1,
    )  # fmt: skip


def before_all(line: Iterable[Standing], rank: int) -> int:
    """Return the rank of who is to head the standard lane: before its head, never behind."""
    head = head_rank(line)
    return rank if head is None else min(rank, head - 1)
