"""Which digits the help desk reads out to a person now."""

from datetime import datetime

from sqlalchemy import Connection, select

from fair.marks import marked
from fair.people.person import Person
from fair.phone_codes import code_reads
from fair.phone_codes.code import ALOUD, CODE_DIGITS, CODE_LASTS
from fair.phone_codes.code_store import code_table, number_mark

_at = code_table.c


def digits(secret: str, code_id: str) -> str:
    """Return the digits of a code that is read out: the row keeps no more of them than of others.

    They follow from the server's secret, so that the page of whoever reads them out shows them
    again after a reload.
    """
    return f"{int(marked(secret, 'aloud', code_id), 16) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def shown(
    connection: Connection, secret: str, who: Person, now: datetime
) -> tuple[str, datetime] | None:
    """Return the digits that sign this person in now, and until when; None where none do."""
    found = code_reads.last(connection, ALOUD, "", number_mark(secret, who.phone))
    if found is None or found.person_id != who.id or not found.works(now):
        return None
    return digits(secret, found.id), found.made_at + CODE_LASTS


def made(connection: Connection, number: str, since: datetime) -> list[datetime]:
    """Return when digits for a number (a mark) were read out since then."""
    rule = (_at.purpose == ALOUD) & (_at.number == number) & (_at.made_at > since)
    return [row.made_at for row in connection.execute(select(_at.made_at).where(rule))]
