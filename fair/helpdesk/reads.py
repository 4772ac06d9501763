"""Who waits for help, who helps, and what was done."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from fair.glossary import HelpState
from fair.helpdesk.request import Request, Step
from fair.helpdesk.store import as_request, as_step, request_table, step_table
from fair.of_fair import by_row

_AT = request_table.c


def request(connection: Connection, request_id: str) -> Request | None:
    """Return a request, or None."""
    row = connection.execute(select(request_table).where(_AT.id == request_id)).first()
    return as_request(row) if row else None


def running(
    connection: Connection, fair_id: str, state: HelpState, most: int, page: int = 1
) -> tuple[Request, ...]:
    """Return a page of who needs help at a fair still, the longest waiting first."""
    rule = (_AT.fair_id == fair_id) & (_AT.state == state)
    query = select(request_table).where(rule).order_by(_AT.asked_at, _AT.id)
    rows = connection.execute(query.limit(most).offset((page - 1) * most))
    return tuple(as_request(row) for row in rows)


def ended(
    connection: Connection, fair_id: str, most: int, page: int = 1
) -> tuple[tuple[Request, ...], bool]:
    """Return a page of whose requests ended, the latest first, and whether there is more."""
    rule = (_AT.fair_id == fair_id) & _AT.state.in_((HelpState.DONE, HelpState.WITHDRAWN))
    query = select(request_table).where(rule).order_by(_AT.asked_at.desc(), _AT.id)
    rows = connection.execute(query.limit(most + 1).offset((page - 1) * most)).all()
    return tuple(as_request(row) for row in rows[:most]), len(rows) > most


def waiting(connection: Connection, fair_id: str) -> tuple[int, datetime | None]:
    """Return how many wait whom nobody helps yet, and since when the first of them."""
    query = select(func.count(), func.min(_AT.asked_at)).where(
        _AT.fair_id == fair_id, _AT.state == HelpState.WAITING
    )
    count, since = connection.execute(query).one()
    return int(count), since


def of_person(
    connection: Connection, person_id: str, most: int, page: int = 1
) -> tuple[tuple[Request, ...], bool]:
    """Return a page of a person's requests, the latest first, and whether there is more."""
    query = select(request_table).where(_AT.person_id == person_id)
    latest = query.order_by(_AT.asked_at.desc(), _AT.id)
    rows = connection.execute(latest.limit(most + 1).offset((page - 1) * most)).all()
    return tuple(as_request(row) for row in rows[:most]), len(rows) > most


def concerned(
    connection: Connection, person_ids: Collection[str], account_ids: Collection[str], most: int
) -> tuple[Request, ...]:
    """Return the latest requests of these people, and those that these accounts took."""
    whose = _AT.person_id.in_(sorted(person_ids)) | _AT.account_id.in_(sorted(account_ids))
    query = select(request_table).where(whose).order_by(_AT.asked_at.desc(), _AT.id).limit(most)
    return tuple(as_request(row) for row in connection.execute(query))


def steps(
    connection: Connection, ids: Collection[str], most: int
) -> dict[str, tuple[Sequence[Step], int]]:
    """Return the last steps of each of these requests, in order, and how many came before them.

    The first step, which says why help was asked, stands there always.
    """
    at = step_table.c
    by = func.row_number().over(partition_by=at.request_id, order_by=(at.at, at.id))
    of = func.count().over(partition_by=at.request_id)
    numbered = select(step_table, by.label("n"), of.label("all"))
    numbered_rows = numbered.where(at.request_id.in_(sorted(ids))).subquery()
    rows = numbered_rows.c
    wanted = select(numbered_rows).where((rows.n == 1) | (rows.n > rows.all - most))
    found: dict[str, list[Step]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    for row in connection.execute(wanted.order_by(rows.at, rows.id)):
        found[row.request_id].append(as_step(row))
        count[row.request_id] = row.all
    return {one: (found[one], count[one] - len(found[one])) for one in ids}


OF_FAIR = {"request_id": by_row(request_table)}
