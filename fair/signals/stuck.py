"""What does not leave the house though it should: for the organiser's board, in numbers."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from fair.signals import EXPIRED, MAIL, NO_WAY, TEXT, signal, waiting

SLOW, LATELY = timedelta(seconds=30), timedelta(hours=1)


def stuck(
    connection: Connection, now: datetime
) -> tuple[tuple[str, int, datetime | None, int], ...]:
    """Return (channel, how many wait over half a minute, since when, how many were lost lately).

    Channels without such messages are left out; lost is what was not sent within the hour.
    """
    found = []
    for channel in (TEXT, MAIL):
        of_it = signal.c.channel == channel
        late = (waiting, of_it, signal.c.made_at < now - SLOW, signal.c.expires_at > now)
        counted = connection.execute(select(func.count(), func.min(signal.c.made_at)).where(*late))
        waits, since = counted.one()
        gone = (of_it, signal.c.ended_at > now - LATELY, signal.c.ended.in_((EXPIRED, NO_WAY)))
        lost = connection.execute(select(func.count()).select_from(signal).where(*gone)).scalar()
        if waits or lost:
            found.append((channel, waits, since, lost or 0))
    return tuple(found)
