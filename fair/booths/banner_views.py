"""The banner of a booth: what does not go on as usual, why, and whom to ask."""

from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.booths import reads
from fair.booths.booth import called, first_back
from fair.booths.standing import Standing, standing
from fair.db import utc_now
from fair.decisions import NotFound
from fair.employers import reads as employers
from fair.glossary import Role
from fair.programme import reads as programme
from fair.web import Viewer


class Banner(TypedDict):
    """`contact` is the organiser whom the booth's own recruiters may write to; None for others.

    People are called until `closes_at`, the end of a session where it is `of_session`; `next_at` is
    when the next one opens.
    """

    booth_id: str
    fair_id: str
    employer: str
    standing: Standing
    mine: bool
    contact: Account | None
    back_at: datetime | None
    closes_at: datetime
    of_session: bool
    next_at: datetime | None


def banner(connection: Connection, viewer: Viewer, booth_id: str) -> Banner:
    """Return what everybody at a booth should know now."""
    booth = reads.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    fair = reads.visible_fair(connection, viewer.actor, booth.fair_id)
    licence = employers.licence(connection, booth.employer_id)
    mine = viewer.actor.works_for(booth.employer_id)
    now = utc_now()
    ends_at = programme.ends_at(connection, fair, now)
    ahead = programme.next_session(connection, fair.id, now)
    return {
        "booth_id": booth.id,
        "fair_id": fair.id,
        "employer": called(booth, employers.employer(connection, booth.employer_id), viewer.lang),
        "standing": standing(fair, booth, licence, ends_at, now),
        "mine": mine,
        "contact": _organiser(connection) if mine else None,
        "back_at": first_back(reads.duties(connection, booth.id)),
        "closes_at": ends_at,
        "of_session": ends_at != fair.closes_at,
        "next_at": ahead.opens_at if ahead else None,
    }


def _organiser(connection: Connection) -> Account | None:
    staff = accounts.accounts_of(connection, "")
    return next((one for one in staff if one.role is Role.ORGANISER), None)
