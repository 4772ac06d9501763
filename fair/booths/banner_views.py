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
from fair.web import Viewer


class Banner(TypedDict):
    """`contact` is the organiser whom the booth's own recruiters may write to; None for others."""

    booth_id: str
    fair_id: str
    employer: str
    standing: Standing
    mine: bool
    contact: Account | None
    back_at: datetime | None
    closes_at: datetime


def banner(connection: Connection, viewer: Viewer, booth_id: str) -> Banner:
    """Return what everybody at a booth should know now."""
    booth = reads.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    fair = reads.visible_fair(connection, viewer.actor, booth.fair_id)
    licence = employers.licence(connection, booth.employer_id)
    mine = viewer.actor.works_for(booth.employer_id)
    return {
        "booth_id": booth.id,
        "fair_id": fair.id,
        "employer": called(booth, employers.employer(connection, booth.employer_id), viewer.lang),
        "standing": standing(fair, booth, licence, utc_now()),
        "mine": mine,
        "contact": _organiser(connection) if mine else None,
        "back_at": first_back(reads.duties(connection, booth.id)),
        "closes_at": fair.closes_at,
    }


def _organiser(connection: Connection) -> Account | None:
    staff = accounts.accounts_of(connection, "")
    return next((one for one in staff if one.role is Role.ORGANISER), None)
