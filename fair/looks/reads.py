"""Read-only queries of looks: at which things, by whom, what became of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, Select, func, select

from fair.glossary import LookState
from fair.looks.look import Act, Done, Look, LookKind, Why
from fair.looks.store import as_look, look_act_table, look_table
from fair.of_fair import by_row
from fair.screening.doubt import Suspect

_AT = look_table.c
_OVER = (LookState.REPLACED,)
DECIDED = (LookState.STANDS, LookState.REFUSED, LookState.TAKEN_BACK, LookState.REPLACED)


def look(connection: Connection, look_id: str) -> Look | None:
    """Return a look, or None."""
    row = connection.execute(select(look_table).where(_AT.id == look_id)).first()
    return as_look(row) if row else None


def looks(connection: Connection, ids: Iterable[str]) -> tuple[Look, ...]:
    """Return these looks, by id; unknown ones are left out."""
    query = select(look_table).where(_AT.id.in_(sorted(ids))).order_by(_AT.id)
    return tuple(as_look(row) for row in connection.execute(query))


def at(connection: Connection, kind: LookKind, refs: Iterable[str]) -> Mapping[str, Look]:
    """Return the last look at each of these things whose words still stand as they were."""
    wanted = tuple(dict.fromkeys(refs))
    if not wanted:
        return {}
    rows = connection.execute(
        select(look_table)
        .where(_AT.kind == kind, _AT.ref.in_(wanted), _AT.state.not_in(_OVER))
        .order_by(_AT.asked_at, _AT.id)
    )
    return {row.ref: as_look(row) for row in rows}


def last_decided_at(
    connection: Connection, kind: LookKind, ref: str, why: Why | None = None
) -> datetime | None:
    """Return when an organiser last decided on this thing, for `why` it was asked, or None."""
    query = _acts(kind, ref).where(look_act_table.c.what.in_((Act.STAND, Act.REFUSE)))
    row = connection.execute(query if why is None else query.where(_AT.why == why)).first()
    return row.at if row else None


def let_stand_at(connection: Connection, kind: LookKind, ref: str) -> datetime | None:
    """Return when an organiser let this thing stand, where that is what was decided last."""
    decisions = (Act.STAND, Act.REFUSE, Act.UNDO)
    row = connection.execute(_acts(kind, ref).where(look_act_table.c.what.in_(decisions))).first()
    return row.at if row and row.what == Act.STAND else None


def posts_let_stand(connection: Connection, employer_id: str) -> Mapping[str, datetime]:
    """Return the posts of an employer that people reported and an organiser let stand, and when."""
    reported = select(_AT.ref).where(
        _AT.kind == LookKind.POST, _AT.why == Why.REPORTS, _AT.employer_id == employer_id
    )
    refs = {row.ref for row in connection.execute(reported)}
    found = {one: let_stand_at(connection, LookKind.POST, one) for one in refs}
    return {one: at for one, at in found.items() if at}


def _acts(kind: LookKind, ref: str) -> Select[tuple[str, datetime]]:
    acts = look_act_table.c
    return (
        select(acts.what, acts.at)
        .join(look_table, _AT.id == acts.look_id)
        .where(_AT.kind == kind, _AT.ref == ref)
        .order_by(acts.at.desc())
    )


def waiting(connection: Connection, fair_id: str) -> tuple[Look, ...]:
    """Return what waits at a fair, the oldest first."""
    rows = connection.execute(
        select(look_table)
        .where(_AT.fair_id == fair_id, _AT.state == LookState.WAITING)
        .order_by(_AT.asked_at, _AT.id)
    )
    return tuple(as_look(row) for row in rows)


def waiting_count(connection: Connection, fair_id: str) -> int:
    """Return how many things wait at a fair."""
    query = select(func.count()).where(_AT.fair_id == fair_id, _AT.state == LookState.WAITING)
    return connection.execute(query).scalar() or 0


def decided(connection: Connection, fair_id: str, most: int) -> tuple[Look, ...]:
    """Return what waits no longer at a fair: what was done last comes first."""
    last = (
        select(look_act_table.c.look_id, func.max(look_act_table.c.at).label("last"))
        .join(look_table, _AT.id == look_act_table.c.look_id)
        .where(_AT.fair_id == fair_id, _AT.state.in_(DECIDED))
        .group_by(look_act_table.c.look_id)
        .subquery()
    )
    rows = connection.execute(
        select(look_table)
        .join(last, last.c.look_id == _AT.id)
        .order_by(last.c.last.desc(), _AT.id)
        .limit(most)
    )
    return tuple(as_look(row) for row in rows)


def of_employer(connection: Connection, employer_id: str, most: int) -> tuple[Look, ...]:
    """Return an employer's looks, the newest first."""
    rows = connection.execute(
        select(look_table)
        .where(_AT.employer_id == employer_id)
        .order_by(_AT.asked_at.desc(), _AT.id)
        .limit(most)
    )
    return tuple(as_look(row) for row in rows)


def history(connection: Connection, looks: Iterable[str]) -> Mapping[str, tuple[Done, ...]]:
    """Return what was done to each of these looks, in order, with who did it."""
    wanted = tuple(looks)
    found: dict[str, list[Done]] = {one: [] for one in wanted}
    acts = look_act_table.c
    for row in connection.execute(
        select(look_act_table).where(acts.look_id.in_(wanted)).order_by(acts.at, acts.id)
    ):
        rule = Suspect(row.rule) if row.rule else None
        found[row.look_id].append(Done(Act(row.what), rule, row.reason, row.account_id, row.at))
    return {look_id: tuple(acts) for look_id, acts in found.items()}


OF_FAIR = {"look_id": by_row(look_table)}
