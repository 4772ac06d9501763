"""Whether a booth is silent now, and since when."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.interviews import silence
from fair.rooms import call_reads as calls


def silent_since(
    connection: Connection, booth: Booth, *, callable_now: bool, since: Iterable[datetime | None],
    now: datetime,
) -> datetime | None:  # fmt: skip
    """Return since when a silent booth has called nobody of its line; None where it is not silent.

    `callable_now`: somebody of its line could be called. `since`: the signs that the line has.
    """
    if not callable_now or not booth.open:
        return None
    rang = calls.last_rang(connection, booth.id)
    began = booths.last_started(connection, [booth.id]).get(booth.id)
    signs = [at for at in (rang, began, *since) if at]
    quiet = silence.is_silent(booth, callable_now=callable_now, signs=signs, now=now)
    return max(signs) if quiet else None
