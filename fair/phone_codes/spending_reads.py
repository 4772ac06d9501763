"""How many codes were texted of late, by network, hour and fair: the table of codes tells."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from fair.phone_codes.code import HOUR
from fair.phone_codes.code_store import code_table
from fair.phone_codes.spending import Share
from fair.settings import Settings

DAY = timedelta(days=1)
_at = code_table.c
# What was asked for a number that nobody here has was counted, but no text was sent.
_SENT = _at.person_id != ""


def of_network(connection: Connection, settings: Settings, now: datetime, network: str) -> Share:
    """Return what one network asked for within an hour."""
    asked = _at.network == network
    return _share(connection, "network", settings.sms_per_network, now, HOUR, asked)


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
