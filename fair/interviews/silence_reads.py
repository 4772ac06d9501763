"""Whether a booth is silent now, and since when."""

from datetime import datetime

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.interviews import silence
from fair.rooms import call_reads as calls


def silent_since(
    connection: Connection, booth: Booth, waiting: int, since: datetime | None, now: datetime
) -> datetime | None:
    """Return since when a silent booth has called nobody of its line; None where it is not silent.

    `waiting` people stand there, the first of them `since`.
    """
    if not waiting or not booth.open:
        return None
    rang = calls.last_rang(connection, booth.id)
    began = booths.last_started(connection, [booth.id]).get(booth.id)
    signs = [at for at in (rang, began, since) if at]
    busy = len(calls.open_calls_at(connection, [booth.id], []))
    quiet = silence.is_silent(booth, waiting=waiting, in_call=busy, signs=signs, now=now)
    return max(signs) if quiet else None
