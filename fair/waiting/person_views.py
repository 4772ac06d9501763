"""What a seeker sees of their own tickets, and the box to join; and the news of both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes, timers
from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import Booth, first_back
from fair.db import utc_now
from fair.decisions import Actor, NotAllowed
from fair.employers import reads as employers
from fair.glossary import Role, TicketState, VacancyState
from fair.interviews import forecast_reads
from fair.interviews import reads as interviews
from fair.interviews.forecast import Range
from fair.interviews.holding import Told, rounded
from fair.interviews.interview import Interview
from fair.lots import reads as lots
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import line_reads, reads
from fair.rooms import chat_reads
from fair.rooms.call import VOICE
from fair.rooms.chat import Message
from fair.tickets import joining
from fair.tickets.closing import chooses
from fair.tickets.leaving import stays_until
from fair.tickets.ticket import BLOCKED, FREE, IN_CALL, Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies import title_reads
from fair.vacancies.vacancy import Vacancy, for_readers
from fair.waiting import line_views
from fair.waiting.box_views import is_for_adults, is_voiceless, open_posts, the_booth
from fair.waiting.engaged_views import Engaging, engaging
from fair.waiting.line_views import Line
from fair.web import Viewer

KEPT_AFTER = (TicketState.SERVED, TicketState.LAPSED, TicketState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCard:
    """One ticket as its owner reads it. `show` names the look; `went` counts causes.

    `back_at` is when the booth's break is to end, `silent_since` the last sign of a booth that
    should call and calls nobody, `draws_at` when its number is drawn by lot, `before` the own
    appointment elsewhere that comes first, `opens_at` when the fair opens that is still ahead.
    `for_adults` where its owner is 16 or 17 and no post of the booth is open to them any more.
    `licensed` where the employer may recruit now, `twin` where its owner holds a ticket at another
    booth that is called the same.
    `told` is what the booth wrote last to everybody who waits, `told_by` who did.
    """

    ticket: Ticket
    booth: Booth
    employer: str
    show: str
    posts: tuple[str, ...]
    filled: tuple[str, ...]
    others: tuple[Vacancy, ...]
    line: Line | None
    when: Range | None
    why: str
    talking: int
    went: Mapping[str, int]
    elsewhere: str
    rung_elsewhere: bool
    paused: bool
    back_at: datetime | None
    silent_since: datetime | None
    closes_at: datetime | None
    of_session: bool
    stays_until: datetime | None
    free_at: datetime | None
    interview: Interview | None
    recruiter: str
    for_adults: bool
    told: Message | None
    told_by: str
    draws_at: datetime | None
    opens_at: datetime | None
    before: Engaging | None
    licensed: bool
    twin: bool = False


class MyTickets(TypedDict):
    """A seeker's tickets, and what holds calls back now.

    `hours` are the fair's, or those of its session that runs now or comes next.
    `voiceless` where the check of the own page found no way for a voice.
    """

    cards: list[TicketCard]
    now: datetime
    waits: bool
    talks: bool
    reachable: bool
    phone: str
    voiceless: bool
    quiet: datetime | None
    fair: Fair | None
    hours: tuple[datetime, datetime] | None
    reason_texts: dict[str, str]


def my_queues(connection: Connection, viewer: Viewer) -> MyTickets:
    """Return the seeker's tickets, live ones first, and what holds calls back now."""
    now = utc_now()
    mine = [one for one in reads.tickets_of_person(connection, viewer.person_id) if _kept(one, now)]
    mine.sort(key=lambda one: (not one.live and not stays_until(one), not chooses(one)))
    in_call = next((one for one in mine if one.state in IN_CALL), None)
    person = people.person(connection, viewer.person_id)
    quiet = reads.quiet_until(connection, viewer.person_id)
    newest = mine[0].fair_id if mine else ""
    fair = programme.fair(connection, newest) if newest else programme.current_fair(connection)
    waits = any(one.state is TicketState.WAITING for one in mine)
    rests = waits and quiet is not None and quiet > now
    cards = [card(connection, viewer, one, in_call, now, quiet=rests) for one in _latest(mine)]
    return {
        "cards": _told_apart(cards),
        "now": now,
        "waits": waits,
        "talks": any(one.state is TicketState.WAITING and one.medium == VOICE for one in mine),
        "reachable": bool(person and person.reachable),
        "phone": person.masked_phone if person else "",
        "voiceless": is_voiceless(connection, viewer.person_id, now),
        "quiet": quiet if rests else None,
        "fair": fair,
        "hours": _hours(connection, fair, now) if fair else None,
        "reason_texts": dict(codes.options(tuple(codes.reasons().values()), viewer.lang)),
    }


def shown(connection: Connection, viewer: Viewer, person_id: str) -> MyTickets:
    """Return what somebody's *My queues* says, in the reader's language; for the office alone."""
    if not viewer.oversees:
        raise NotAllowed
    them = Actor(Role.SEEKER, person_id=person_id)
    return my_queues(connection, replace(viewer, actor=them))


def _hours(connection: Connection, fair: Fair, now: datetime) -> tuple[datetime, datetime]:
    window = programme.session_now(connection, fair.id, now) or fair
    return window.opens_at, window.closes_at


def _told_apart(cards: Sequence[TicketCard]) -> list[TicketCard]:
    """Mark those whose owner could not tell by the name at which of two booths they are."""
    called = Counter(name for name, _ in {(one.employer, one.booth.id) for one in cards})
    return [replace(one, twin=called[one.employer] > 1) for one in cards]


def _kept(ticket: Ticket, now: datetime) -> bool:
    left = stays_until(ticket)
    return ticket.live or ticket.state in KEPT_AFTER or (left is not None and left > now)


def _latest(tickets: Sequence[Ticket]) -> list[Ticket]:
    """Leave out what a newer ticket at the same booth has replaced, but not an answer."""
    seen: set[str] = set()
    kept = []
    for one in tickets:
        if one.booth_id not in seen or one.state is TicketState.SERVED:
            kept.append(one)
        seen.add(one.booth_id)
    return kept


def card(
    connection: Connection,
    viewer: Viewer,
    ticket: Ticket,
    in_call: Ticket | None,
    now: datetime,
    *,
    quiet: bool,
) -> TicketCard:
    """Return one ticket with everything its owner should know."""
    booth = the_booth(connection, ticket.booth_id)
    waits = ticket.state is TicketState.WAITING
    before = engaging(connection, viewer, ticket)
    frozen = waits and in_call is not None and in_call.id != ticket.id
    named = vacancies.vacancies(connection, ticket.vacancy_ids)
    posts = [for_readers(one) for key in ticket.vacancy_ids if (one := named.get(key))]
    beside = vacancies.vacancies_of_booth(connection, booth.id) if posts else ()
    called = title_reads.told_apart(posts, beside, viewer.words)
    filled = tuple(called[one.id] for one in posts if one.state is not VacancyState.OPEN)
    known = waits and not ticket.undrawn  # else nobody has a place yet, and nobody a time
    line = line_views.line(connection, booth.id, ticket.number) if known else None
    told = forecast_reads.told(connection, [ticket.id]).get(ticket.id) if line else None
    elsewhere = _employer(connection, in_call.booth_id, viewer.lang) if frozen and in_call else ""
    account = accounts.account(connection, ticket.account_id) if ticket.state in IN_CALL else None
    fair = programme.fair(connection, ticket.fair_id)
    ends_at = programme.ends_at(connection, fair, now) if fair else None
    told_all = _told(connection, ticket)
    by = accounts.account(connection, told_all.account_id) if told_all else None
    return TicketCard(
        ticket=ticket,
        booth=booth,
        employer=booths.name_of(connection, booth, viewer.lang),
        show=_show(ticket, frozen=frozen, quiet=quiet, engaged=before is not None),
        posts=tuple(called.values()),
        filled=filled if ticket.live else (),
        others=_others(connection, viewer, ticket, booth, now) if filled and ticket.live else (),
        line=line,
        when=_when(line, told, now) if line and not frozen else None,
        why=told.why if told and not told.away else "",
        talking=reads.in_call(connection, booth.id) if waits else 0,
        went=reads.went_before(connection, ticket) if waits else {},
        elsewhere=elsewhere,
        rung_elsewhere=frozen and in_call is not None and in_call.rings,
        paused=joining.paused(booth, fair),
        back_at=_back_at(connection, booth, fair),
        silent_since=line_reads.silent_since(connection, booth) if line else None,
        closes_at=ends_at,
        of_session=fair is not None and ends_at != fair.closes_at,
        stays_until=stays_until(ticket),
        free_at=timers.ends_at(connection, FREE, ticket.id) if ticket.held else None,
        interview=_interview(connection, ticket),
        recruiter=account.name if account else "",
        for_adults=is_for_adults(
            connection, people.person(connection, ticket.person_id), booth, now
        ),
        told=told_all,
        told_by=by.name if by else "",
        draws_at=lots.closes_at(connection, ticket.fair_id) if ticket.undrawn else None,
        opens_at=fair.opens_at if fair and fair.ahead else None,
        before=before,
        licensed=employers.covered(connection, booth.employer_id),
    )


def _told(connection: Connection, ticket: Ticket) -> Message | None:
    """Return what the booth wrote last to everybody who waits, since this person has.

    Nothing is shown of an employer that the person keeps away.
    """
    waits = ticket.state in (TicketState.WAITING, TicketState.PARKED)
    if not waits or ticket.cause == BLOCKED:
        return None
    return chat_reads.to_line(connection, ticket.booth_id, ticket.joined_at)


def _when(line: Line, told: Told | None, now: datetime) -> Range | None:
    """Return what the holder is told; what was never told yet, rounded as it will be."""
    found = line.range(now)
    if found is None:
        return None
    return told.range if told else rounded(found, now)


def _back_at(connection: Connection, booth: Booth, fair: Fair | None) -> datetime | None:
    """Return when a break of the whole booth is, or was, to end; None where nobody said."""
    if fair is None or not fair.is_open or not booth.waits_for_somebody:
        return None
    return first_back(booths.duties(connection, booth.id))


def _employer(connection: Connection, booth_id: str, lang: str) -> str:
    return booths.name_of(connection, the_booth(connection, booth_id), lang)


def _show(ticket: Ticket, *, frozen: bool, quiet: bool, engaged: bool) -> str:
    if frozen:
        return "frozen"
    if quiet and ticket.waits:
        return "quiet"
    if engaged and not ticket.held:
        return "engaged"
    if ticket.state is TicketState.WAITING and ticket.warned_at and not ticket.held:
        return "get-ready"
    return ticket.state.value


def _interview(connection: Connection, ticket: Ticket) -> Interview | None:
    found = interviews.interviews_of_ticket(connection, ticket.id)
    before = reads.ticket(connection, ticket.after_id) if ticket.unconfirmed else None
    if not found and before is not None:  # told of by telephone before the booth closed and opened
        return _interview(connection, before)
    return found[-1] if found else None


def _others(
    connection: Connection, viewer: Viewer, ticket: Ticket, booth: Booth, now: datetime
) -> tuple[Vacancy, ...]:
    """Return posts still open at this booth that the ticket does not name."""
    return tuple(
        one
        for one in open_posts(connection, viewer, booth, now)
        if one.id not in ticket.vacancy_ids
    )[:3]
