"""What a report is made of, read in so many statements however many people came."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from fair.board import reads as board
from fair.board.figures import Figures
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.employers import reads as employers
from fair.employers.employer import Employer
from fair.evidence.came_reads import came
from fair.glossary import OfferState
from fair.hiring import reads as hiring
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.report.counting import Thing, Things
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A fair with all that its report counts; `origins` are home counties by person."""

    fair: Fair
    now: datetime
    figures: Figures
    told: Figures
    sealed: Figures | None
    came: int
    booths: dict[str, Booth]
    firms: dict[str, Employer]
    talks: tuple[Interview, ...]
    posts: dict[str, Vacancy]
    origins: dict[str, str]
    things: Things


def material(connection: Connection, fair: Fair, now: datetime) -> Material:
    """Return what the report of a fair is made of."""
    stands = {one.id: one for one in booths.booths_of_fair(connection, fair.id)}
    tickets = queue.among(connection, "fair_id", [fair.id])
    talks = interviews.interviews_at(connection, stands)
    offers = hiring.offers_of_fair(connection, fair.id)
    hires = hiring.hires_of_fair(connection, fair.id)
    named = {one.id: one.vacancy_ids for one in tickets}
    posts = {post for ids in named.values() for post in ids} | {one.vacancy_id for one in offers}

    def talk(one: Interview) -> Thing:
        ids = named.get(one.ticket_id, ())
        return Thing(person_id=one.person_id, booth_id=one.booth_id, vacancy_ids=ids)

    def offer(person_id: str, booth_id: str, vacancy_id: str) -> Thing:
        return Thing(person_id=person_id, booth_id=booth_id, vacancy_ids=(vacancy_id,))

    held = [one for one in talks if one.held]
    return Material(
        fair=fair,
        now=now,
        figures=board.figures(connection, fair.id),
        told=board.ledger_figures(connection, fair.id),
        sealed=board.sealed(connection, fair.id),
        came=len(came(connection, fair.id)),
        booths=stands,
        firms=employers.employers(connection, {one.employer_id for one in stands.values()}),
        talks=talks,
        posts=vacancies.vacancies(connection, posts),
        origins=people.origins_of_fair(connection, fair.id),
        things=Things(
            contacts=[
                Thing(
                    person_id=one.person_id, booth_id=one.booth_id, vacancy_ids=one.vacancy_ids
                )
                for one in tickets
            ],
            interviews=[talk(one) for one in held],
            outcomes=[talk(one) for one in held if one.outcome is not None],
            offers=[offer(one.person_id, one.booth_id, one.vacancy_id) for one in offers],
            accepted=[
                offer(one.person_id, one.booth_id, one.vacancy_id)
                for one in offers
                if one.state is OfferState.ACCEPTED
            ],
            hires=[offer(one.person_id, one.booth_id, one.vacancy_id) for one in hires],
        ),
    )  # fmt: skip
