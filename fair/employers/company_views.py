"""Who may recruit, for everybody: the companies whose licence the organiser has checked.

Nothing of what waits or was never accepted, and nobody's name: a licence and who holds it.
"""

from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.days import day_at
from fair.decisions import NotFound
from fair.employers import act_store, company_reads, reads
from fair.employers.employer import Employer
from fair.employers.licence import LICENCE_ZONE, Licence
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.web import Viewer

PAGE = 50


class Listed(TypedDict):
    """A company and its licence; `since` is the day from which recruiting is paused."""

    employer: Employer
    name: str
    licence: Licence
    since: date | None


class Companies(TypedDict):
    """A page of the companies that may recruit, as of a day, and of those that may `not_now`."""

    fair: Fair | None
    companies: list[Listed]
    not_now: list[Listed]
    wanted: str
    page: int
    more: bool
    today: date


class CompanyPage(TypedDict):
    """One company at its own address, as of a day."""

    fair: Fair | None
    company: Listed
    today: date


def companies(
    connection: Connection, viewer: Viewer, wanted: str, page: int, now: datetime
) -> Companies:
    """Return a page of the companies by name; of those with `wanted` in a name or as number."""
    first = (page - 1) * PAGE
    may, may_not = company_reads.listed(connection, wanted, first=first, most=PAGE + 1)
    return {
        "fair": _fair(connection),
        "companies": _with_licences(connection, viewer, may[:PAGE]),
        "not_now": _with_licences(connection, viewer, may_not[: PAGE - len(may[:PAGE])]),
        "wanted": wanted,
        "page": page,
        "more": len(may) + len(may_not) > PAGE,
        "today": day_at(now, LICENCE_ZONE),
    }


def company(connection: Connection, viewer: Viewer, employer_id: str, now: datetime) -> CompanyPage:
    """Return a company, also when its licence is over: its address may be printed somewhere.

    Refuses `NotFound` one whose licence was never accepted.
    """
    employer = reads.known(connection, employer_id)
    shown = _with_licences(connection, viewer, (employer,))
    if not shown:
        raise NotFound
    return {"fair": _fair(connection), "company": shown[0], "today": day_at(now, LICENCE_ZONE)}


def _with_licences(
    connection: Connection, viewer: Viewer, employers: tuple[Employer, ...]
) -> list[Listed]:
    licences = company_reads.shown_licences(connection, [one.id for one in employers])
    ids = [one.id for one in licences.values() if one.suspended]
    since = act_store.last_suspended(connection, ids) if ids else {}
    return [
        {
            "employer": one,
            "name": one.called(viewer.lang),
            "licence": licence,
            "since": day_at(since[licence.id], LICENCE_ZONE) if licence.id in since else None,
        }
        for one in employers
        if (licence := licences.get(one.id))
    ]


def _fair(connection: Connection) -> Fair | None:
    """Return the fair under whose name a page stands; where all is practice, one that says DEMO."""
    if found := programme.current_fair(connection):
        return found
    practice = programme.has_fair(connection, demo=True)
    return next(iter(programme.fairs(connection)), None) if practice else None
