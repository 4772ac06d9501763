"""The report of a fair: its figures, each with its definition, and its tables."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.anchors import newest_head
from fair.audit.reads import examined
from fair.evidence.came_reads import queued
from fair.evidence.definitions import DEFINITIONS
from fair.programme.fair import Fair
from fair.report import reads, wording
from fair.report.reads import Material
from fair.report.table_views import tables
from fair.report.tables import Table
from fair.web import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure: sealed at closing where it was, as it is now, and counted anew of the ledger."""

    name: str
    called: str
    definition: str
    sealed: int | None
    now: int
    told: int


class ReportPage(TypedDict):
    """The report of a fair as it stands now; `head` is the signed head of its ledger."""

    fair: Fair
    now: datetime
    figures: list[Figure]
    agrees: bool
    tables: list[Table]
    head: str


def report(connection: Connection, viewer: Viewer, fair_id: str, now: datetime) -> ReportPage:
    """Return the report of a fair, in which nobody is named; refuses as `examined` does."""
    fair = examined(connection, viewer.actor, fair_id)
    of = reads.material(connection, fair, now)
    figures = _figures(connection, viewer, of)
    return {
        "fair": of.fair,
        "now": now,
        "figures": figures,
        "agrees": all(one.now == one.told for one in figures),
        "tables": tables(connection, viewer, of),
        "head": str(newest_head(connection, fair_id) or ""),
    }


def _figures(connection: Connection, viewer: Viewer, of: Material) -> list[Figure]:
    here = len({one.person_id for one in of.things.contacts})
    now = {**asdict(of.figures), "came": of.came, "queued": here}
    # Who came stands in no table: both columns are read of the ledger.
    anew = {
        **asdict(of.told), "came": of.came, "queued": len(queued(connection, of.fair.id)),
    }  # fmt: skip
    sealed = asdict(of.sealed) if of.sealed else {}
    say = viewer.words.gettext
    return [
        Figure(
            name=name, called=say(wording.CALLED[name]), definition=say(DEFINITIONS[name]),
            sealed=sealed.get(name), now=now[name], told=anew[name],
        )
        for name in wording.FIGURES
    ]  # fmt: skip
