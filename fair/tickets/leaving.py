"""Leaving a queue, and taking back what was one's own wish: for half a minute, or by a text."""

from dataclasses import replace
from datetime import datetime, timedelta

from fair.decisions import WrongState, move
from fair.glossary import TicketState
from fair.tickets.refusals import LeftForGood
from fair.tickets.ticket import MOVES_TICKET, Ticket, moved, rank_after

OUT, AWAY = "own_wish", "own_wish_away"  # left out of the line; away from it
TEXTED = "own_wish_texted"  # left by a word texted back
SENT_OUT = "sent_out"  # the office sent the person out of the fair
STAY_S, TRAVEL_S = 30, 5  # the tap may travel a little longer
# Who left by a text has no page that says so: another text has to come, and to be read.
TEXTED_STAY_S = 300
STAYS_S = {OUT: STAY_S, AWAY: STAY_S, TEXTED: TEXTED_STAY_S}


def give_up(ticket: Ticket, cause: str, now: datetime) -> Ticket:
    """The person leaves the queue; refuses `WrongState` during a talk, which goes on to its end."""
    if not ticket.queuing:
        raise WrongState
    return leave(ticket, cause, now)


def leave(ticket: Ticket, cause: str, now: datetime) -> Ticket:
    """The person gives the place up."""
    return moved(ticket, "leave", cause=cause, ended_at=now)


def cause_of(ticket: Ticket) -> str:
    """Return as what leaving is kept: who is parked or rung is not in the line any more."""
    return OUT if ticket.waits else AWAY


def stays_until(ticket: Ticket) -> datetime | None:
    """Return until when its owner, who left by own wish, can take that back; else None."""
    if ticket.state is not TicketState.LEFT or ticket.cause not in STAYS_S:
        return None
    return ticket.ended_at and ticket.ended_at + timedelta(seconds=STAYS_S[ticket.cause])


def stay(ticket: Ticket, head_rank: int | None, now: datetime, *, held: bool) -> Ticket:
    """Leaving is taken back by an own tap: number and place are kept. Refuses `LeftForGood`.

    Who was parked or rung, or left by a text, stands as after coming back, behind the one now at
    the head: leaving is no way around a ring. `held`: the moment that held it back is not over.
    """
    until = stays_until(ticket)
    if until is None or now > until + timedelta(seconds=TRAVEL_S):
        raise LeftForGood
    back = replace(
        ticket, state=move(MOVES_TICKET, ticket.state, "stay"), version=ticket.version + 1,
        ended_at=None, cause="", called_at=None, call_id="", held=ticket.held if held else "",
    )  # fmt: skip
    if ticket.cause == OUT:
        return back
    return replace(back, rank=rank_after(ticket.own_rank, head_rank), since_at=now, ready_at=now)
