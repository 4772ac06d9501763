"""Employers of which nothing else is here: what an import that broke off leaves behind."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.employers import reads as employers
from fair.employers.employer import Employer
from fair.enrolments import reads as enrolments
from fair.filings import reads as filings
from fair.looks import reads as looks
from fair.people import reads as people
from fair.readiness import reads as readiness
from fair.roster import store
from fair.vacancies import staging_reads

MOST = 500  # that are listed and removed at once
SETTLED = timedelta(minutes=10)
"""A file that comes in now may have named its employers and not yet its posts."""


def bare(connection: Connection, now: datetime) -> list[Employer]:
    """Return employers that have nothing and nobody, the oldest first, so many at most."""
    found = employers.without_licence(connection, now - SETTLED, 4 * MOST)
    ids = with_nothing(connection, [one.id for one in found])
    return [one for one in found if one.id in ids][:MOST]


def settled(found: Iterable[Employer], now: datetime) -> list[str]:
    """Return the ids of those that were here a while ago."""
    return sorted(one.id for one in found if one.created_at < now - SETTLED)


def with_nothing(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return which of these employers have neither posts, joins, booths, people nor papers.

    A company that the office brought in from its list is none that a broken import left, also
    where its invitation is long over and forgotten.
    """
    left = set(ids) - store.brought(connection, ids)
    left -= staging_reads.employers_with_posts(connection, sorted(left))
    left -= booths.employers_with_booths(connection, left)
    left -= enrolments.of_employers(connection, left)
    left -= filings.of_employers(connection, left)
    left -= readiness.contacts(connection, left).keys()
    return {one for one in left if not _has_people(connection, one)}


def _has_people(connection: Connection, employer_id: str) -> bool:
    return bool(
        employers.licence(connection, employer_id)
        or accounts.accounts_of(connection, employer_id)
        or accounts.invitations_of(connection, employer_id)
        or people.known_to(connection, employer_id)
        or looks.of_employer(connection, employer_id, 1)
    )
