"""The whole ledger against every table: what the facts add up to, and what differs from it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

import orjson
from sqlalchemy import Connection

from fair.about_check import Abouts
from fair.appointments.ledger_reads import ROWS as OF_APPOINTMENTS
from fair.asks.ledger_reads import ROWS as OF_ASKS
from fair.audit.ledger_reads import ROWS as OF_AUDITS
from fair.board.all_folds import FOLDS, FOLLOWS
from fair.board.ledger_reads import ROWS as OF_BOARD
from fair.booths.ledger_reads import ROWS as OF_BOOTHS
from fair.conduct.ledger_reads import ROWS as OF_CONDUCT
from fair.employers.ledger_reads import ROWS as OF_EMPLOYERS
from fair.enrolments.ledger_reads import ROWS as OF_ENROLMENTS
from fair.exports.ledger_reads import ROWS as OF_EXPORTS
from fair.feedback.ledger_reads import ROWS as OF_FEEDBACK
from fair.filings.ledger_reads import ROWS as OF_FILINGS
from fair.folds import Difference
from fair.guests.ledger_reads import ROWS as OF_GUESTS
from fair.helpdesk.ledger_reads import ROWS as OF_HELP
from fair.hiring.ledger_reads import ROWS as OF_HIRING
from fair.instants import microseconds
from fair.interviews.ledger_reads import ROWS as OF_INTERVIEWS
from fair.key_record import key_table
from fair.lanes.ledger_reads import ROWS as OF_LANES
from fair.ledger import Break
from fair.ledger_check import Reading
from fair.ledger_rows import Comparing, Rows, Seen
from fair.limits.ledger_reads import ROWS as OF_LIMITS
from fair.lots.ledger_reads import ROWS as OF_LOTS
from fair.misfits import UNREADABLE, stumbled
from fair.office.ledger_reads import ROWS as OF_OFFICE
from fair.outside.ledger_reads import ROWS as OF_OUTSIDE
from fair.people import ledger_reads as people
from fair.programme.ledger_reads import ROWS as OF_PROGRAMME
from fair.queue.ledger_reads import ROWS as OF_QUEUE
from fair.readiness.ledger_reads import ROWS as OF_READINESS
from fair.recurring.ledger_reads import ROWS as OF_RECURRING
from fair.rooms.ledger_reads import ROWS as OF_ROOMS
from fair.roster.ledger_reads import ROWS as OF_ROSTER
from fair.things import MOST, FoldedThings
from fair.vacancies.ledger_reads import ROWS as OF_VACANCIES

CANNOT_READ = "so its rows were not all compared"
ROWS: Mapping[str, Rows] = {
    **people.ROWS, **OF_OFFICE, **OF_OUTSIDE,
    **OF_PROGRAMME, **OF_CONDUCT,
    **OF_ROOMS, **OF_EMPLOYERS, **OF_ENROLMENTS, **OF_FILINGS, **OF_HELP,
    **OF_BOOTHS,
    **OF_LIMITS, **OF_GUESTS, **OF_VACANCIES, **OF_RECURRING, **OF_INTERVIEWS, **OF_QUEUE,
    **OF_LOTS,
    **OF_APPOINTMENTS, **OF_LANES, **OF_ASKS, **OF_FEEDBACK, **OF_HIRING, **OF_READINESS,
    **OF_ROSTER, **OF_AUDITS, **OF_EXPORTS, **OF_BOARD,
    key_table.name: Rows(key_table),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What came of comparing every table. `rows` were compared, `from_before` told of by no fact.

    `unreadable` are rows of the ledger that do not say what facts of their kind say.
    """

    differences: Sequence[Difference]
    rows: Counter[str]
    from_before: Counter[str]
    unreadable: Sequence[Break] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came of it. `rows` were compared, `from_before` told of by no fact of their time."""

    facts: int
    streams: int
    breaks: Sequence[Break]
    differences: Sequence[Difference]
    rows: Counter[str]
    from_before: Counter[str]
    seconds: float

    @property
    def holds(self) -> bool:
        return not self.breaks and not self.differences


def verify_rows(
    connection: Connection,
    now: datetime | None = None,
    *,
    most: int = MOST,
    compared: Callable[[], Compared | None] | None = None,
) -> Verified:
    """Read the ledger once and compare every table with it; `most` things stand in memory.

    `compared` waits for what `compare_rows` finds in another process, in the same snapshot; where
    nothing came of it, it is done here.
    """
    began = perf_counter()
    reading, abouts = Reading(connection), Abouts()
    things = None if compared else FoldedThings(most)
    _tell(reading, things, abouts)
    differences = [
        *reading.reasons(), *abouts.differences(connection), *people.erased_but_known(connection),
    ]  # fmt: skip
    if things:
        found = _compare(connection, things, reading, now)
    else:
        found = (compared and compared()) or compare_rows(connection, now, most=most)
    return Verified(
        facts=reading.rows, streams=reading.streams,
        breaks=[*reading.breaks, *(one for one in found.unreadable if one not in reading.breaks)],
        differences=[*differences, *found.differences],
        rows=found.rows, from_before=found.from_before, seconds=perf_counter() - began,
    )  # fmt: skip


def compare_rows(
    connection: Connection, now: datetime | None = None, *, most: int = MOST
) -> Compared:
    """Compare every table with the ledger, whose chains and index somebody else checks."""
    reading, things = Reading(connection, chained=False), FoldedThings(most)
    _tell(reading, things, None)
    return replace(_compare(connection, things, reading, now), unreadable=reading.breaks)


def _tell(reading: Reading, things: FoldedThings | None, abouts: Abouts | None) -> None:
    """Read every fact, and tell it to whom it concerns."""
    parse, folds = orjson.loads, {} if things is None else FOLDS
    speaks = abouts.speaks if abouts else {}
    for kind, data, at in reading.facts():
        fold = folds.get(kind)
        if fold is None and kind not in speaks:
            continue
        try:
            said = parse(data)
            if abouts:
                abouts.add(kind, said, at, reading.here)
            if fold and things:
                fold(things, said, at)
        except (AttributeError, LookupError, TypeError, ValueError):
            reading.unreadable()


def _compare(
    connection: Connection, things: FoldedThings, reading: Reading, now: datetime | None
) -> Compared:
    seen = Seen(
        now=microseconds(now) if now else reading.newest,
        carries_since=reading.carries_since,
        erased=people.erased(connection),
    )
    differences = list[Difference]()
    try:
        for table, follows in FOLLOWS.items():
            if follows.key:
                comparing = Comparing(follows, things, seen)
                try:
                    differences.extend(comparing.differences(connection, ROWS[table]))
                except UNREADABLE as error:
                    differences.append(Difference(table, "", "", CANNOT_READ, stumbled(error)))
    finally:
        things.close()
    return Compared(differences=differences, rows=seen.rows, from_before=seen.from_before)
