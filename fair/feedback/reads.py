"""Read-only queries of what people said of interviews: counts alone."""

from collections import defaultdict
from collections.abc import Collection

import orjson
from sqlalchemy import ColumnElement, Connection, func, select

from fair.feedback.facts import FeedbackSaid
from fair.feedback.feedback import Tallies, tallied
from fair.feedback.store import feedback_table
from fair.glossary import FeedbackAbout
from fair.ledger import facts_of


def by_booth(connection: Connection, fair_id: str) -> dict[str, Tallies]:
    """Return the tallies of each booth of a fair of whose talks something was said."""
    return _where(connection, feedback_table.c.fair_id == fair_id)


def at(connection: Connection, booth_ids: Collection[str]) -> dict[str, Tallies]:
    """Return the same of these booths."""
    return _where(connection, feedback_table.c.booth_id.in_(sorted(booth_ids)))


def _where(connection: Connection, which: ColumnElement[bool]) -> dict[str, Tallies]:
    of = feedback_table.c
    query = (
        select(of.booth_id, of.about, of.said, func.count().label("many"))
        .where(which, of.said != "")
        .group_by(of.booth_id, of.about, of.said)
    )
    found = defaultdict[str, list[tuple[FeedbackAbout, str, int]]](list)
    for row in connection.execute(query):
        found[row.booth_id].append((FeedbackAbout(row.about), row.said, row.many))
    return {booth_id: tallied(rows) for booth_id, rows in found.items()}


def told(connection: Connection, fair_id: str) -> dict[str, Tallies]:
    """Return the same as the facts of the fair's ledger add up to: the last word counts."""
    last = dict[tuple[str, str, str], str]()
    for row in facts_of(connection, fair_id, FeedbackSaid.kind):
        data = orjson.loads(row.data)
        last[data["booth_id"], data["interview_id"], data["about"]] = data["said"]
    found = defaultdict[str, list[tuple[FeedbackAbout, str, int]]](list)
    for (booth_id, _, about), said in last.items():
        if said:
            found[booth_id].append((FeedbackAbout(about), said, 1))
    return {booth_id: tallied(rows) for booth_id, rows in found.items()}
