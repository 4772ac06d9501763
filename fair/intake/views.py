"""How far a file is that comes in, what became of it, and which files are on their way."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair.contract.intake import ImportMoved
from fair.db import utc_now
from fair.decisions import Fact, NotFound, filled
from fair.intake import reads
from fair.intake.facts import IntakeBegun, IntakeEnded, IntakeWorked
from fair.intake.run import Run
from fair.vacancies import staging_reads
from fair.web import Viewer

SHOWN = 10


class RunShown(TypedDict):
    """A file that comes in: how far it is, how long it takes, and why no more of it was read."""

    run: Run
    file_name: str
    seconds_left: int | None
    before: int
    failed: str


class OnTheWay(TypedDict):
    """The files that come in now, and those that came in last."""

    runs: Sequence[tuple[Run, str]]


def run(connection: Connection, viewer: Viewer, intake_id: str) -> RunShown:
    """Return how far a file is; refuses `NotFound`."""
    found = reads.run(connection, intake_id)
    if found is None:
        raise NotFound
    said_, names = viewer.words.gettext, staging_reads.import_names(connection, [found.import_id])
    failed = found.failed
    return {
        "run": found,
        "file_name": names.get(found.import_id, ""),
        "seconds_left": found.seconds_left(utc_now()),
        "before": reads.before(connection, found) if found.runs else 0,
        "failed": filled(said_(failed["says"]), failed["values"]) if failed else "",
    }


def on_the_way(connection: Connection, _viewer: Viewer) -> OnTheWay:
    """Return the files that come in or came in last."""
    found = reads.latest(connection, SHOWN)
    names = staging_reads.import_names(connection, [one.import_id for one in found])
    return {"runs": [(one, names.get(one.import_id, "")) for one in found if one.runs]}


def news(connection: Connection, facts: Sequence[Fact]) -> Iterator[ImportMoved]:
    """Tell who began to bring a file in how far it is."""
    for run_id in dict.fromkeys(one.run_id for one in facts if isinstance(one, _MOVES)):
        found = reads.run(connection, run_id)
        if found:
            yield ImportMoved(account_id=found.account_id, intake_id=run_id, read=found.read)


_MOVES = (IntakeBegun, IntakeWorked, IntakeEnded)
NEWS = ((_MOVES, news),)
