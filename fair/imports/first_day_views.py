"""The list that leads a new employer through its first day, on every page until it is done."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as account_reads
from fair.booths.reads import booths_of_employer, my_booths
from fair.employers import reads as employer_reads
from fair.glossary import VacancyState
from fair.imports.first_day import Begun, Stage, Step, opened, steps
from fair.vacancies import reads as vacancies
from fair.web import Viewer

_SHOWN = (VacancyState.OPEN, VacancyState.FILLED, VacancyState.REVIEW)


class FirstDay(TypedDict):
    """Each step, how far it is and where one does it; empty once a booth has been open."""

    steps: list[tuple[Step, Stage, str]]
    drafts: int


def first_day(connection: Connection, viewer: Viewer) -> FirstDay:
    """Return the list of this recruiter's employer."""
    employer_id = viewer.actor.employer_id
    if any(map(opened, booths_of_employer(connection, employer_id))):
        return {"steps": [], "drafts": 0}
    mine = my_booths(connection, employer_id)
    booth = mine[0][0] if mine else None
    posts = vacancies.counts(connection, employer_id)
    begun = Begun(
        licence=employer_reads.licence(connection, employer_id),
        shown=sum(posts[one] for one in _SHOWN),
        booth=booth,
        staff=len(account_reads.accounts_of(connection, employer_id))
        + len(account_reads.open_invitations(connection, employer_id)),
    )
    drafts = posts[VacancyState.DRAFT]
    desk = f"/desk/{booth.id}" if booth else "/desk/booth"
    there = {
        Step.LICENCE: "/desk/licence",
        Step.POSTS: "/desk/vacancies" if drafts else "/desk/vacancies/new",
        Step.TEXT: "/desk/booth#text",
        Step.COLLEAGUES: "/desk/colleagues",
        Step.MICROPHONE: f"{desk}#microphone",
        Step.OPEN: desk,
    }
    return {
        "steps": [(step, stage, there[step]) for step, stage in steps(begun)],
        "drafts": drafts,
    }
