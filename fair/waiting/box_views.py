"""The box to join at a booth, and the wait of who joins now."""

from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.booths.booth import Booth, lacks_licence
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotFound
from fair.employers import reads as employers
from fair.glossary import Role
from fair.interviews import forecast_reads
from fair.interviews.forecast import Range
from fair.interviews.forecast_reads import Accuracy
from fair.interviews.holding import rounded
from fair.limits import reads as line_limits
from fair.lots import reads as lots
from fair.people import reads as people
from fair.people.person import Person
from fair.programme import reads as programme
from fair.queue import reads
from fair.rooms import microphone_reads as microphones
from fair.tickets import joining
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies import title_reads
from fair.vacancies.vacancy import Vacancy
from fair.waiting import line_views
from fair.waiting.full_views import HasRoom, with_room
from fair.waiting.line_views import Line
from fair.web import Viewer


class NewcomersWait(TypedDict):
    """The wait of who joins now; `when` is None while nobody is there or to come back.

    `asks` where the reader is asked when to begin if nobody waits; `for_adults` where the reader is
    16 or 17 and no post here is open to them.
    """

    line: Line
    when: Range | None
    now: datetime
    closes_at: datetime | None
    of_session: bool
    asks: bool
    for_adults: bool


class Box(NewcomersWait):
    """What a reader can do at a booth: join, or see the own ticket.

    `voiceless` where the check of the own page found no way for a voice. A line that takes nobody
    more has its `capacity` here, and `others` have room. `draws_at` is when the numbers of who
    joins now are drawn by lot.
    """

    booth: Booth
    employer: str
    fair_open: bool
    draws_at: datetime | None
    closed: bool
    mine: Ticket | None
    person: Person | None
    voiceless: bool
    full: bool
    most: int
    capacity: int
    others: list[HasRoom]
    posts: tuple[Vacancy, ...]
    post_options: list[tuple[str, str, str]]
    came_for: str
    idle: bool
    accuracy: Accuracy


def open_posts(
    connection: Connection, viewer: Viewer, booth: Booth, now: datetime
) -> tuple[Vacancy, ...]:
    """Return the open posts of a booth that this person may take."""
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    adult = people.is_grown_up(connection, viewer.person_id, today)
    return tuple(
        one
        for one in vacancies.vacancies_of_booth(connection, booth.id)
        if joining.may_take(one, protected=not adult)
    )


def is_for_adults(
    connection: Connection, person: Person | None, booth: Booth, now: datetime
) -> bool:
    """Return whether no post of the booth is open to this person, who is 16 or 17."""
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    if person is None or not person.protected(today):
        return False
    return not joining.fitting(vacancies.vacancies_of_booth(connection, booth.id))


def wait(connection: Connection, viewer: Viewer, booth_id: str) -> NewcomersWait:
    """Return the wait of who joins now; refuses `NotFound` where the reader sees no such fair."""
    found = line_views.line(connection, booth_id)
    now = utc_now()
    person = people.person(connection, viewer.person_id) if viewer.person_id else None
    booth = the_booth(connection, booth_id)
    fair = booths.visible_fair(connection, viewer.actor, booth.fair_id)
    ends_at = programme.ends_at(connection, fair, now)
    return {
        "line": found,
        "when": rounded(fresh, now) if (fresh := found.range(now)) else None,
        "now": now,
        "closes_at": ends_at,
        "of_session": ends_at != fair.closes_at,
        "asks": False,
        "for_adults": is_for_adults(connection, person, booth, now),
    }


def box(connection: Connection, viewer: Viewer, booth_id: str, vacancy_id: str = "") -> Box:
    """Return what a reader can do at a booth: join, or see the own ticket.

    `vacancy_id` is the post that the reader came for: it is chosen already.
    """
    now = utc_now()
    booth = the_booth(connection, booth_id)
    fair = booths.visible_fair(connection, viewer.actor, booth.fair_id)
    seeker = viewer.role is Role.SEEKER
    mine = reads.live_ticket(connection, viewer.person_id, booth_id) if seeker else None
    person = people.person(connection, viewer.person_id) if seeker else None
    held = reads.held(connection, viewer.person_id) if seeker else []
    limits = joining.limits_of(fair)
    on_duty = len(booths.on_duty(connection, booth_id))
    waiting = reads.waiting(connection, [booth_id])[booth_id]
    posts = open_posts(connection, viewer, booth, now)
    in_line = line_limits.in_force(connection, booth)
    line_full = mine is None and in_line.full(waiting)
    return {
        **wait(connection, viewer, booth_id),
        "asks": seeker,
        "booth": booth,
        "employer": booths.name_of(connection, booth, viewer.lang),
        "fair_open": fair.is_open or (fair.ahead and fair.welcomes),
        "draws_at": lots.closes_at(connection, booth.fair_id),
        "closed": joining.closed(booth)
        or (
            joining.yet_to_open(booth)
            and lacks_licence(booth, employers.licence(connection, booth.employer_id))
        ),
        "mine": mine,
        "person": person,
        "voiceless": is_voiceless(connection, viewer.person_id if seeker else "", now),
        "full": limits.full(held, booth.fair_id),
        "most": limits.tickets,
        "capacity": in_line.capacity or 0 if line_full else 0,
        "others": with_room(connection, viewer, booth) if line_full else [],
        "posts": posts,
        "post_options": [
            (one.id, one.title, title_reads.place_and_pay(one, viewer.words)) for one in posts
        ],
        "came_for": vacancy_id,
        "idle": fair.is_open
        and joining.idle(waiting, on_duty, reads.in_call(connection, booth_id)),
        "accuracy": forecast_reads.accuracy(connection, booth_id),
    }


def is_voiceless(connection: Connection, person_id: str, now: datetime) -> bool:
    """Return whether the person's own page found lately that it carries no voice."""
    found = microphones.verdicts(connection, [person_id], now) if person_id else {}
    return found.get(person_id, "works") not in ("works", "quiet")


def the_booth(connection: Connection, booth_id: str) -> Booth:
    """Return a booth; refuses `NotFound`."""
    booth = booths.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    return booth
