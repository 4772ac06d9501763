"""Where the same work has a shorter queue."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.interviews import forecast
from fair.interviews.forecast import Wait
from fair.lots import moving
from fair.lots.moving import Shorter
from fair.people import reads as people
from fair.queue import line_reads
from fair.queue import reads as queue
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies


def same_work(connection: Connection, ticket: Ticket, booth_id: str) -> bool:
    """Return whether a booth has open posts of the work for which somebody waits."""
    here = moving.works(vacancies.vacancies_of_booth(connection, ticket.booth_id))
    mine = moving.works(
        vacancies.vacancies_of_booth(connection, ticket.booth_id), ticket.vacancy_ids
    )
    there = moving.works(vacancies.vacancies_of_booth(connection, booth_id))
    return bool((mine or here) & there)


def shorter(connection: Connection, ticket: Ticket, lang: str, now: datetime) -> list[Shorter]:
    """Return where the same work has a shorter queue, the shortest first."""
    held = {one.booth_id for one in queue.held(connection, ticket.person_id)}
    blocked = people.blocked_by(connection, ticket.person_id)
    open_ = {
        one.id: one
        for one in booths.booths_of_fair(connection, ticket.fair_id)
        if one.open and one.id not in held and one.employer_id not in blocked
    }
    mine = _own_wait(connection, ticket, now)
    known = queue.waits(connection, open_)
    best = sorted(
        (key for key, wait in known.items() if moving.is_shorter(mine, wait)),
        key=lambda key: known[key].p50_s or 0,
    )
    found = list[Shorter]()
    for key in best:
        if len(found) == moving.MOST:
            break
        booth, wait = open_[key], known[key]
        if same_work(connection, ticket, key) and not line_reads.silent_since(connection, booth):
            p50_at = now + timedelta(seconds=wait.p50_s or 0)
            name = booths.name_of(connection, booth, lang)
            found.append(Shorter(booth, name, wait.waiting, p50_at))
    return found


def _own_wait(connection: Connection, ticket: Ticket, now: datetime) -> Wait | None:
    """Return how long this ticket still waits; None where nobody can say."""
    kept = queue.queue_now(connection, ticket.booth_id)
    standing = [one.ticket_id for one in queue.in_order(connection, ticket.booth_id)]
    if kept is None or kept.at is None or ticket.id not in standing:
        return None
    place = standing.index(ticket.id) + 1
    found = forecast.range_at(kept.points, place, kept.at)
    if found is None:
        return None
    ends = (found.p10_at, found.p50_at, found.p90_at)
    return Wait(place - 1, *(max(0, round((one - now).total_seconds())) for one in ends))
