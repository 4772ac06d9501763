"""Which companies may recruit: read by strangers, and so a page at a time."""

from sqlalchemy import Connection, exists, or_, select

from fair.employers.employer import Employer
from fair.employers.licence import ACCEPTED
from fair.employers.store import as_employer, employer_table, licence_table


def qualified(
    connection: Connection, word: str, number: str, *, first: int, most: int
) -> tuple[Employer, ...]:
    """Return employers with an accepted licence that is not over, by name.

    With a folded `word` only those that have it in a name, or whose licence has this `number`.
    """
    at, of = employer_table.c, licence_table.c
    accepted = (of.employer_id == at.id, of.state.in_(ACCEPTED))
    query = select(employer_table).where(exists().where(*accepted))
    if word:
        numbered = exists().where(*accepted, of.number == number.replace(" ", "").upper())
        query = query.where(or_(at.search_text.contains(word, autoescape=True), numbered))
    rows = connection.execute(query.order_by(at.name, at.id).offset(first).limit(most))
    return tuple(as_employer(row) for row in rows)
