"""What a recruiter sees: the line, whom to call next, answers owed, the one being given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes
from fair.booths import reads as booths
from fair.booths.booth import Booth, lacks_licence
from fair.booths.practice import proof
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.desk.beside_views import Beside, Row, beside, line_rows
from fair.desk.near_views import near
from fair.employers import reads as employers
from fair.glossary import InterviewState, TicketState
from fair.interviews import forecast_reads
from fair.interviews import reads as interview_reads
from fair.interviews.forecast_reads import Accuracy
from fair.interviews.interview import Interview
from fair.limits import reads as line_limits
from fair.limits.limit import InForce
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads
from fair.rooms import call_reads as rooms
from fair.rooms import chat_reads as chat
from fair.rooms.call import Call
from fair.tickets import closing
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies
from fair.web import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An answer that is owed, and for how long still."""

    interview: Interview
    name: str
    posts: tuple[str, ...]
    hours: int
    minutes: int
    ticket: Ticket | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The answer that is being given; `then` is who is owed the next one."""

    one: Owed
    then: Owed | None


class Desk(TypedDict):
    """The whole desk of a booth; `next` is whom to call, `beside` is about that person.

    `near` how far the work is from that home. With a `panel` both are about the person who gets an
    answer. `first` are those to be answered before the next call. `asked` counts open questions,
    `to_phone` who chose to be phoned. `may_open`: nothing but a press keeps the booth closed.
    """

    booth: Booth
    title: str
    fair: Fair | None
    rows: list[Row]
    waiting: int
    next: Row | None
    near: str
    here: bool
    may_open: bool
    to_phone: int
    practised: bool
    call: Call | None
    owed: list[Owed]
    first: list[Owed]
    panel: Panel | None
    beside: Beside | None
    asked: int
    by_name: bool
    limits: InForce
    accuracy: Accuracy
    reasons: list[tuple[str, str]]


class Practice(TypedDict):
    """Where a recruiter practises a call with a robot, and when it was last done.

    `proof` is what counts as practised once a call there has ended.
    """

    booth: Booth
    title: str
    fair: Fair | None
    done_at: datetime | None
    proof: str


def require_booth(connection: Connection, viewer: Viewer, booth_id: str) -> Booth:
    """Return the booth for its employer's recruiters; refuses all others."""
    booth = booths.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    if not viewer.actor.works_for(booth.employer_id):
        raise NotAllowed
    return booth


def _practised_at(connection: Connection, viewer: Viewer) -> datetime | None:
    mine = viewer.actor.account_id
    return booths.practised(connection, [mine]).get(mine)


def practice(
    connection: Connection, viewer: Viewer, booth_id: str, secret: str, now: datetime
) -> Practice:
    """Return the page to practise a call on: a robot, and nobody's record."""
    booth = require_booth(connection, viewer, booth_id)
    return {
        "booth": booth,
        "title": booths.name_of(connection, booth, viewer.lang),
        "fair": programme.fair(connection, booth.fair_id),
        "done_at": _practised_at(connection, viewer),
        "proof": proof(secret, viewer.actor.account_id, booth.id, now),
    }


def _many_to_phone(connection: Connection, employer_id: str) -> int:
    """Return how many chose to be phoned by an employer that may still do so."""
    theirs = [one.id for one in booths.booths_of_employer(connection, employer_id)]
    chose = [one.person_id for one in reads.to_phone(connection, theirs)]
    known = people.consented_of(connection, employer_id, set(chose))
    known -= people.blockers_of(connection, employer_id, chose)
    return sum(one in known for one in chose)


def first_booth(connection: Connection, viewer: Viewer) -> str | None:
    """Return the booth where the recruiter stands, else the employer's in the running fair."""
    duty = booths.duty(connection, viewer.actor.account_id)
    if duty:
        return duty.booth_id
    mine = booths.booths_of_employer(connection, viewer.actor.employer_id)
    current = programme.current_fair(connection)
    here = [one for one in mine if current and one.fair_id == current.id]
    return next((one.id for one in (*here, *mine)), None)


def desk(connection: Connection, viewer: Viewer, booth_id: str, interview_id: str = "") -> Desk:
    """Return the whole desk of a booth, or with an answer to give in its middle."""
    booth = require_booth(connection, viewer, booth_id)
    now = utc_now()
    rows, chosen = line_rows(connection, viewer, booth, now)
    duty = booths.duty(connection, viewer.actor.account_id)
    call = rooms.open_call_of_account(connection, viewer.actor.account_id)
    fair = programme.fair(connection, booth.fair_id)
    licence = employers.licence(connection, booth.employer_id)
    talks = interview_reads.interviews_of_booth(connection, booth.id)
    owing = owed(connection, viewer, talks, now)
    panel = _panel(connection, viewer, talks, owing, interview_id, now) if interview_id else None
    whose = panel.one.ticket if panel else chosen.ticket if chosen and chosen.name else None
    return {
        "booth": booth,
        "title": booths.name_of(connection, booth, viewer.lang),
        "fair": fair,
        "rows": rows,
        "waiting": sum(1 for row in rows if row.ticket.state is TicketState.WAITING),
        "next": chosen,
        "near": near(connection, viewer, whose) if whose else "",
        "practised": _practised_at(connection, viewer) is not None,
        "may_open": bool(fair and fair.is_open)
        and programme.session_runs(connection, booth.fair_id)
        and not lacks_licence(booth, licence),
        "to_phone": 0 if booth.open else _many_to_phone(connection, booth.employer_id),
        "here": bool(duty and duty.here and duty.booth_id == booth.id),
        "call": call,
        "owed": owing,
        "first": _first(viewer, owing),
        "panel": panel,
        "beside": _beside(connection, booth, panel, chosen, now),
        "asked": sum(1 for one in chat.questions(connection, booth.id) if one.unanswered),
        "by_name": reads.may_call_by_name(connection, booth.id),
        "limits": line_limits.in_force(connection, booth),
        "accuracy": forecast_reads.accuracy(connection, booth.id),
        "reasons": reasons(viewer),
    }


def _first(viewer: Viewer, owing: Sequence[Owed]) -> list[Owed]:
    """Return my own answers where I owe more of them than I may and call; else none."""
    mine = [one for one in owing if one.interview.account_id == viewer.actor.account_id]
    return mine if len(mine) > reads.MOST_OWED else []


def _panel(
    connection: Connection, viewer: Viewer, talks: Sequence[Interview], owing: Sequence[Owed],
    interview_id: str, now: datetime,
) -> Panel:  # fmt: skip
    one = as_owed(connection, viewer, [one for one in talks if one.id == interview_id], now)
    if not one:
        raise NotFound
    ids = [other.interview.id for other in owing]
    after = owing[ids.index(interview_id) + 1 :] if interview_id in ids else owing
    others = [*after, *owing]
    return Panel(
        one=one[0],
        then=next((other for other in others if other.interview.id != interview_id), None),
    )


def _beside(
    connection: Connection, booth: Booth, panel: Panel | None, chosen: Row | None, now: datetime
) -> Beside | None:
    if panel:
        person_id, ticket = panel.one.interview.person_id, panel.one.ticket
    elif chosen:
        person_id, ticket = chosen.ticket.person_id, chosen.ticket
    else:
        return None
    return beside(connection, booth, person_id, ticket, now)


def next_of(connection: Connection, viewer: Viewer, booth: Booth) -> Row | None:
    """Return whom this recruiter would call next; None where nothing can be called here now."""
    duty = booths.duty(connection, viewer.actor.account_id)
    fair = programme.fair(connection, booth.fair_id)
    ready = duty and duty.here and duty.booth_id == booth.id
    if not (ready and booth.open and fair and fair.is_open):
        return None
    return line_rows(connection, viewer, booth, utc_now())[1]


def owed(
    connection: Connection, viewer: Viewer, interviews: Iterable[Interview], now: datetime
) -> list[Owed]:
    """Return the answers owed, the most urgent first; mine before my colleagues'."""
    found = [
        one for one in interviews
        if one.state is InterviewState.OWED and not _goes_on(connection, one)
    ]  # fmt: skip
    found.sort(key=lambda one: (one.account_id != viewer.actor.account_id, one.ended_at or now))
    return as_owed(connection, viewer, found, now)


def _goes_on(connection: Connection, one: Interview) -> bool:
    """True where the talk broke off and its person stands in the line again: nothing is owed."""
    return closing.stands_again(reads.ticket(connection, one.ticket_id), one.talk_s)


def as_owed(
    connection: Connection, viewer: Viewer, found: Sequence[Interview], now: datetime
) -> list[Owed]:
    """Return interviews with posts, and the names of those who still consent."""
    ids = {one.person_id for one in found}
    persons = people.persons(
        connection, people.consented_of(connection, viewer.actor.employer_id, ids)
    )
    made = []
    for one in found:
        ticket = reads.ticket(connection, one.ticket_id)
        posts = vacancies.vacancies(connection, ticket.vacancy_ids if ticket else ())
        due = one.due_at()
        left = max(0, int((due - now).total_seconds())) if due else 0
        person = persons.get(one.person_id)
        made.append(
            Owed(
                interview=one,
                name=person.name if person else "",
                posts=tuple(post.title for post in posts.values()),
                hours=left // 3600,
                minutes=left % 3600 // 60,
                ticket=ticket,
            )
        )
    return made


def reasons(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the listed reasons of a no-fit for a select."""
    return codes.options(tuple(codes.reasons().values()), viewer.lang)
