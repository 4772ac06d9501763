"""How many codes were texted of late, by network, hour and fair: the table of codes tells."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from fair.decisions import Refusal
from fair.phone_codes.code import ALOUD, HOUR
from fair.phone_codes.code_store import code_table, network_mark
from fair.phone_codes.spending import Share, check_proof, check_shares
from fair.settings import Settings

DAY = timedelta(days=1)
_at = code_table.c
# What was asked for a number that nobody here has was counted, but no text was sent; and what the
# help desk reads out is none.
_SENT = (_at.person_id != "") & (_at.purpose != ALOUD)


def of_network(connection: Connection, settings: Settings, now: datetime, near: str) -> Share:
    """Return what one network asked for within an hour."""
    asked = _at.network == near
    return _share(connection, "network", settings.sms_per_network, now, HOUR, asked)


def shares(
    connection: Connection, settings: Settings, now: datetime, near: str, fair_id: str
) -> tuple[Share, ...]:
    """Return what a code is paid from: its network's (of the mark `near`), the hour's, a fair's."""
    mine = of_network(connection, settings, now, near)
    return mine, *texted(connection, settings, now, fair_id)


def why_none(
    connection: Connection, settings: Settings, now: datetime, address: str, fair_id: str
) -> Refusal | None:
    """Return why who asks for a code from this address would get none at once, or None."""
    near = network_mark(settings.secret, address)
    spent = shares(connection, settings, now, near, fair_id)
    try:
        check_shares(spent, now, stranger=True)
        check_proof(spent, 0, proved=False)
    except Refusal as refusal:
        return refusal
    return None


def fullest_network(connection: Connection, settings: Settings, now: datetime) -> Share:
    """Return what the network that asked for most within an hour asked for."""
    query = (
        select(_at.network)
        .where(_at.made_at > now - HOUR, _at.purpose != ALOUD)
        .group_by(_at.network)
        .order_by(func.count().desc())
        .limit(1)
    )
    most = connection.execute(query).scalar()
    return of_network(connection, settings, now, most or "")


def texted(
    connection: Connection, settings: Settings, now: datetime, fair_id: str
) -> tuple[Share, ...]:
    """Return what was texted within an hour, and for a fair (unless "") within a day."""
    hour = _share(connection, "hour", settings.sms_per_hour, now, HOUR, _SENT)
    if not fair_id:
        return (hour,)
    of_fair = _SENT & (_at.fair_id == fair_id)
    return hour, _share(connection, "fair", settings.sms_per_fair, now, DAY, of_fair)


def _share(
    connection: Connection,
    what: str,
    most: int,
    now: datetime,
    window: timedelta,
    which: ColumnElement[bool],
) -> Share:
    query = select(func.count(), func.min(_at.made_at)).where(which, _at.made_at > now - window)
    count, since = connection.execute(query).one()
    return Share(what, int(count), most, window, since)
