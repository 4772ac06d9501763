"""What stands beside one person at the desk: who is next, or who is owed an answer."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.days import day_at
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.programme import reads as programme
from fair.queue.ticket import Ticket
from fair.rooms import call_reads as rooms
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """An earlier talk with this employer: who talked, what was noted, how it ended."""

    interview: Interview
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is known of a person; `person_id` is empty without the person's consent."""

    person_id: str
    today: date
    ticket: Ticket | None
    posts: tuple[Vacancy, ...]
    talks: tuple[Talked, ...]


def beside(
    connection: Connection, booth: Booth, person_id: str, ticket: Ticket | None, now: datetime
) -> Beside:
    """Return what this booth's employer knows of a person; nothing of who took the consent back."""
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    if not people.consented(connection, booth.employer_id, person_id):
        return Beside(person_id="", today=today, ticket=ticket, posts=(), talks=())
    posts = vacancies.vacancies(connection, ticket.vacancy_ids if ticket else ())
    return Beside(
        person_id=person_id,
        today=today,
        ticket=ticket,
        posts=tuple(posts.values()),
        talks=_talks(connection, booth.employer_id, person_id),
    )


def _talks(connection: Connection, employer_id: str, person_id: str) -> tuple[Talked, ...]:
    ours = {one.id for one in booths.booths_of_employer(connection, employer_id)}
    found = [
        one for one in interviews.interviews_of_person(connection, person_id)
        if one.booth_id in ours and one.ended_at
    ]  # fmt: skip
    staff = accounts.accounts(connection, {one.account_id for one in found})
    return tuple(
        Talked(
            interview=one,
            by=staff[one.account_id].name if one.account_id in staff else "",
            note=rooms.note(connection, one.call_id),
        )
        for one in reversed(found)
    )
