"""What goes on: a place carried to the next session, one moved, and the place before a lot.

A ticket carried from an earlier session alternates one for one with the new numbers; one whose
booth closed and opened again within a session stands before them. It names the ticket that it goes
on from, and so does one that was moved here with its waiting time.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from fair.booths.booth import Booth
from fair.decisions import WrongState
from fair.glossary import Lane, TicketState
from fair.rooms.call import CUT_OFF
from fair.tickets.closing import CARRIED, NEXT
from fair.tickets.joining import Before
from fair.tickets.lifting import HANDED_ON
from fair.tickets.ticket import BLOCKED, FIVE, STEP, Ticket, park, rank_after, rank_of

GOES_ON = (CARRIED, NEXT)
KEPT = timedelta(days=90)  # an employer that comes back later begins with nobody
MOST_AT_ONCE = 2000
HALF = STEP // 2
_LANES = (Lane.HANDED_ON, Lane.APPOINTMENT, Lane.PRIORITY, Lane.STANDARD)


def chance_rank(ticket_id: str) -> int:
    """Return where somebody stands before the lot: by chance, ahead of who joins after it.

    Nobody knows the id of a ticket before it is taken, and nobody chooses it.
    """
    digest = hashlib.sha256(ticket_id.encode()).digest()
    return int.from_bytes(digest[:6]) % HALF


def undrawn(ticket: Ticket, before: Sequence[Before] = ()) -> Ticket:
    """Return a fresh ticket as one whose number is drawn by lot later.

    Who left this line `before`, undrawn, has the place of then: nobody tries for a better one.
    """
    ranks = [one.rank for one in before if one.undrawn]
    rank = max(1, ranks[0]) if ranks else chance_rank(ticket.id)
    return replace(ticket, undrawn=True, rank=rank)


def again(ticket: Ticket, before: Sequence[Before]) -> Ticket:
    """Return a fresh ticket of somebody who left a place `before` that went on from another.

    Where that place was behind the fresh number, it is the fresh one's: leaving wins nothing.
    """
    left = [one for one in before if not one.undrawn and one.rank > ticket.rank]
    if not left:
        return ticket
    last = max(left, key=lambda one: one.rank)
    return replace(ticket, rank=last.rank, after_id=last.ticket_id)


def too_late(ticket: Ticket) -> Ticket:
    """Return the ticket of somebody who comes back into the line after the lot: by its number."""
    return replace(ticket, undrawn=False, rank=rank_of(ticket.number))


def drawn(ticket: Ticket, number: int, now: datetime) -> Ticket:
    """Return a ticket with the number that the lot gave it; it is told to get ready afresh."""
    return replace(
        ticket, number=number, rank=rank_of(number), undrawn=False, since_at=now, warned_at=None,
        ready_at=None, version=ticket.version + 1,
    )  # fmt: skip


def carried_ranks(count: int, standing: Sequence[int], next_number: int) -> list[int]:
    """Return where so many carried tickets stand: one before each number, in turn.

    `standing` are the numbers that wait there already; then come those not yet given, from
    `next_number` on.
    """
    known = sorted(standing)[:count]
    new = range(next_number, next_number + count - len(known))
    return [rank_of(number) - HALF for number in (*known, *new)]


def same_session(old: Ticket, fair_id: str, began: datetime) -> bool:
    """Return whether a ticket was left in the very session that runs, which `began` then."""
    return old.fair_id == fair_id and old.ended_at is not None and old.ended_at >= began


def goes_on_at(here: Sequence[str], booth_id: str, there: Sequence[str]) -> Collection[str]:
    """Return of which booths `there`, at another fair, the people go on at this booth `here`.

    Both are one employer's, by their numbers at each fair: the first goes on at the first, and
    what has no booth of its place any more at the last.
    """
    place = here.index(booth_id)
    return [one for number, one in enumerate(there) if min(number, len(here) - 1) == place]


def place(old: Ticket, now: datetime) -> tuple[bool, datetime, int, int, int]:
    """Return by what those who are carried are sorted: as they stood, by lane and rank.

    Who was cut off or handed on goes on first, whichever session it was.
    """
    ended_at = old.ended_at or now
    return (not old.goes_first, ended_at, _LANES.index(old.lane), old.rank, old.number)


def waiting_since(old: Ticket, now: datetime) -> datetime:
    """Return since when a carried person waits: what they had waited, counted from now back."""
    return now - ((old.ended_at or now) - old.joined_at)


def rank_by_time(
    standing: Sequence[Ticket], joined_at: datetime, head_rank: int | None
) -> int | None:
    """Return where somebody stands who brings a waiting time; None at the end of the line.

    Behind all who have waited as long, and behind the one ticket now at the head.
    """
    as_long = [one.rank for one in standing if one.joined_at <= joined_at]
    behind = max(as_long, default=min((one.rank for one in standing), default=0) - 1)
    if all(one.rank <= behind for one in standing):
        return None
    return rank_after(behind, head_rank) + bool(as_long)


def going_on(
    old: Ticket, booth: Booth, ticket_id: str, at: tuple[int, int], now: datetime,
    posts: Collection[str] = (), *, since: datetime | None = None, first: bool = True,
) -> Ticket:  # fmt: skip
    """Return the ticket by which `old` goes on at a booth: `at` is its number and rank.

    Wishes go along, of the posts those that are talked of there, and the waiting time `since`.
    Who was cut off, or handed on, goes on `first`: at the booth where that was so.
    """
    number, rank = at
    ahead = first and old.goes_first
    lane, cause = (Lane.HANDED_ON, first_for(old)) if ahead else (Lane.STANDARD, "")
    return Ticket(
        id=ticket_id,
        fair_id=booth.fair_id,
        booth_id=booth.id,
        person_id=old.person_id,
        number=number,
        rank=rank,
        lane=lane,
        cause=cause,
        state=TicketState.WAITING,
        vacancy_ids=tuple(one for one in old.vacancy_ids if one in posts),
        joined_at=since or now,
        since_at=now,
        version=1,
        phone_ok=old.phone_ok,
        phone_first=old.phone_first,
        helper=old.helper,
        text_only=old.text_only,
        after_id=old.id,
        meant_for=old.meant_for if lane is Lane.HANDED_ON else "",
    )


def as_it_stood(ticket: Ticket, old: Ticket, *, held: bool) -> Ticket:
    """Return a ticket that goes on in the very session in which `old` ended: nothing was undone.

    Who was parked comes back by an own tap, and who asked for five minutes has what is left of
    them (`held`). Who kept the employer away, and is carried, has let it in again.
    """
    same = replace(ticket, postponed=old.postponed, misses=old.misses)
    if old.parked_for and old.parked_for != BLOCKED:
        return replace(park(same, old.parked_for), version=same.version)
    return replace(same, held=FIVE) if held and old.held == FIVE else same


def first_for(old: Ticket) -> str:
    """Return why somebody goes on first who did so before the closing."""
    return HANDED_ON if old.meant_for else CUT_OFF


def go_on(ticket: Ticket, after_id: str, rank: int) -> Ticket:
    """Who joined anew, and has a carried place, stands by the better of the two.

    A number that is not drawn yet is no place: then it is the carried one, and the lot goes on
    without this ticket. Refuses `WrongState` where the ticket does not wait any more.
    """
    if not ticket.waits:
        raise WrongState
    return replace(
        ticket, rank=rank if ticket.undrawn else min(ticket.rank, rank), after_id=after_id,
        undrawn=False, version=ticket.version + 1,
    )  # fmt: skip
