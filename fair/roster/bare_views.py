"""What an organiser sees of employers that a broken import left."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.db import utc_now
from fair.employers.employer import Employer
from fair.roster import bare_reads
from fair.web import Viewer


class Bare(TypedDict):
    """Employers that have nothing and nobody, the oldest first."""

    employers: list[Employer]


def bare(connection: Connection, _viewer: Viewer) -> Bare:
    """Return the employers that may be removed."""
    return {"employers": bare_reads.bare(connection, utc_now())}
