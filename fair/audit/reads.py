"""Read-only queries of audits: draws, what was drawn, opened names; frozen values."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import orjson
from sqlalchemy import Connection, func, select

from fair.audit.draw import RECOUNTED, Draw, Drawn, Opening, recounted
from fair.audit.store import as_draw, as_drawn, as_opening, draw_table, drawn_table, opened_table
from fair.audit.yeses import KINDS, Yeses, yeses
from fair.decisions import Actor, NotAllowed, NotFound
from fair.ledger import facts_of
from fair.of_fair import by_row
from fair.programme import reads as programme
from fair.programme.fair import Fair, visible

_DRAW, _DRAWN, _OPENED = draw_table.c, drawn_table.c, opened_table.c


def examined(connection: Connection, actor: Actor, fair_id: str) -> Fair:
    """Return a fair whose rows the actor may open.

    Refuses `NotFound`, also an auditor whose fair is not announced yet or is a rehearsal; and
    `NotAllowed` an auditor of another fair.
    """
    if not actor.examines(fair_id):
        raise NotAllowed
    fair = programme.fair(connection, fair_id)
    if fair is None or not visible(fair, actor):
        raise NotFound
    return fair


def draw(connection: Connection, draw_id: str) -> Draw | None:
    """Return a draw, or None."""
    row = connection.execute(select(draw_table).where(_DRAW.id == draw_id)).first()
    return as_draw(row) if row else None


def draws(connection: Connection, fair_id: str) -> tuple[Draw, ...]:
    """Return every draw of a fair, the first one first."""
    query = select(draw_table).where(_DRAW.fair_id == fair_id).order_by(_DRAW.number)
    return tuple(as_draw(row) for row in connection.execute(query))


def drawn(connection: Connection, draw_ids: Collection[str]) -> dict[str, Sequence[Drawn]]:
    """Return what was drawn in each of these draws, in order."""
    query = select(drawn_table).where(_DRAWN.draw_id.in_(sorted(draw_ids)))
    found: dict[str, list[Drawn]] = defaultdict(list)
    for row in connection.execute(query.order_by(_DRAWN.draw_id, _DRAWN.place)):
        found[row.draw_id].append(as_drawn(row))
    return {one: found[one] for one in draw_ids}


def openings(
    connection: Connection, fair_id: str, page: int, most: int
) -> tuple[tuple[Opening, ...], bool]:
    """Return a page of the names opened at a fair, the latest first, and whether there is more."""
    query = select(opened_table).where(_OPENED.fair_id == fair_id)
    latest = query.order_by(_OPENED.opened_at.desc(), _OPENED.id)
    rows = connection.execute(latest.limit(most + 1).offset((page - 1) * most)).all()
    return tuple(as_opening(row) for row in rows[:most]), len(rows) > most


def opened(connection: Connection, fair_id: str) -> int:
    """Return of how many people the names were opened at a fair."""
    query = select(func.count(_OPENED.person_id.distinct())).where(_OPENED.fair_id == fair_id)
    return int(connection.execute(query).scalar() or 0)


def openings_of(connection: Connection, person_id: str) -> tuple[Opening, ...]:
    """Return who opened the name of a person, at all fairs, the latest first."""
    query = select(opened_table).where(_OPENED.person_id == person_id)
    rows = connection.execute(query.order_by(_OPENED.opened_at.desc(), _OPENED.id))
    return tuple(as_opening(row) for row in rows)


def opened_by(connection: Connection, fair_id: str, account_id: str) -> dict[str, Opening]:
    """Return by person what this auditor has opened at a fair."""
    mine = (_OPENED.fair_id == fair_id) & (_OPENED.account_id == account_id)
    rows = connection.execute(select(opened_table).where(mine))
    return {row.person_id: as_opening(row) for row in rows}


def holds(connection: Connection, fair_id: str) -> dict[str, bool]:
    """Return by draw whether the ledger, drawn from again by the seed, gives the same hires."""
    rows = facts_of(connection, fair_id, *RECOUNTED)
    return recounted((row.kind, orjson.loads(row.data)) for row in rows)


def yeses_of(connection: Connection, fair_id: str) -> Yeses:
    """Return the yeses of a fair that stand, those given with help counted apart."""
    rows = facts_of(connection, fair_id, *KINDS)
    return yeses((row.kind, orjson.loads(row.data)) for row in rows)


OF_FAIR = {"draw_id": by_row(draw_table)}
