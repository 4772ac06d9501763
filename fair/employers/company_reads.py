"""Which companies may recruit, and which may not now: read by strangers, a page at a time."""

from collections.abc import Iterable
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from fair import plain
from fair.employers.act_store import act_table
from fair.employers.employer import Employer
from fair.employers.licence import ACCEPTED, IN_FORCE, Licence, that_counts
from fair.employers.licence_act import Done
from fair.employers.store import as_employer, as_licence, employer_table, licence_table
from fair.folding import fold, key
from fair.glossary import LicenceState

# What people put between the letters of a name and the digits of a number, or leave out.
_BETWEEN = " -/.,()[]〔〕·&'"
_BEGINNING = 6  # so many signs of a number lead to it; fewer are the beginning of everybody's


def listed(
    connection: Connection, wanted: str, *, first: int, most: int
) -> tuple[tuple[Employer, ...], tuple[Employer, ...]]:
    """Return employers with an accepted licence that is not over: who may recruit, who may not now.

    By name, the suspended behind all others. With something `wanted` those that have it in a name
    or as (the beginning of) a licence's number, however written, also where the licence is over.
    """
    at, of = employer_table.c, licence_table.c
    in_force = exists().where(of.employer_id == at.id, of.state.in_(IN_FORCE))
    standing = exists().where(of.employer_id == at.id, of.state.in_(ACCEPTED))
    rank = case((in_force, 0), (standing, 1), else_=2)
    query = select(employer_table, rank.label("rank")).where(standing)
    if word := key(wanted):
        shown = exists().where(of.employer_id == at.id, _once_accepted())
        query = select(employer_table, rank.label("rank")).where(shown, _named(wanted, word))
    rows = connection.execute(query.order_by(rank, at.name, at.id).offset(first).limit(most)).all()
    return (
        tuple(as_employer(row) for row in rows if row.rank == 0),
        tuple(as_employer(row) for row in rows if row.rank),
    )


def shown_licences(connection: Connection, employer_ids: Iterable[str]) -> dict[str, Licence]:
    """Return the licence that everybody is shown of each of these employers.

    The one that counts; where none is accepted now, the last that ever was, whatever was handed in
    since and waits. Who never had one is left out.
    """
    of = licence_table.c
    rows = connection.execute(
        select(licence_table).where(of.employer_id.in_(set(employer_ids)), _once_accepted())
    )
    all_of: dict[str, list[Licence]] = {}
    for row in rows:
        all_of.setdefault(row.employer_id, []).append(as_licence(row))
    found = {employer_id: that_counts(of_one) for employer_id, of_one in all_of.items()}
    return {employer_id: licence for employer_id, licence in found.items() if licence}


def _once_accepted() -> ColumnElement[bool]:
    """Return the condition that a licence is accepted, or was and is over."""
    of, done = licence_table.c, act_table.c
    verified = exists().where(done.licence_id == of.id, done.what == Done.VERIFIED)
    refused_later = and_(of.state == LicenceState.REJECTED, verified)
    return or_(of.state.in_((*ACCEPTED, LicenceState.EXPIRED)), refused_later)


def _named(wanted: str, word: str) -> ColumnElement[bool]:
    at, of = employer_table.c, licence_table.c
    number = _bare(func.lower(of.number))
    same = [number == word, of.number == plain.plain(wanted).replace(" ", "").upper()]
    if len(word) >= _BEGINNING:
        same.append(number.startswith(word, autoescape=True))
    numbered = exists().where(of.employer_id == at.id, _once_accepted(), or_(*same))
    return or_(
        at.search_text.contains(fold(wanted).strip(), autoescape=True),
        _bare(at.search_text).contains(word, autoescape=True),
        numbered,
    )


def _bare(text: Any) -> Any:
    """Return a column without what stands between its letters and digits."""
    return reduce(lambda made, sign: func.replace(made, sign, ""), _BETWEEN, text)
