"""The live board's queries: each booth at this instant, one query per thing and fair."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Integer, String, TextClause, text

from fair.board.finding import BoothNow
from fair.booths import reads as booths
from fair.db import Instant
from fair.employers import reads as employers


def _per_booth(sql: str, **columns: Any) -> Any:
    return text(sql).columns(booth_id=String(), **columns)


_LINES = _per_booth(
    "select booth_id, count(*) as waiting, min(joined_at) as first_since from ticket"
    " where fair_id = :fair_id and state = 'waiting' group by booth_id",
    waiting=Integer(),
    first_since=Instant(),
)
_TALKS = _per_booth(
    "select booth_id, count(*) as talks, sum(case when state = 'talking' then 1 else 0 end)"
    " as talking, sum(case when state = 'owed' and outcome is null then 1 else 0 end) as owed"
    " from interview where fair_id = :fair_id group by booth_id",
    talks=Integer(),
    talking=Integer(),
    owed=Integer(),
)
_CALLS = _per_booth(
    'select booth_id, max(rang_at) as rang_at from "call"'
    " where fair_id = :fair_id group by booth_id",
    rang_at=Instant(),
)
_DUTIES = _per_booth(
    "select duty.booth_id, max(duty.since) as since from duty"
    " join booth on booth.id = duty.booth_id"
    " where booth.fair_id = :fair_id and duty.back_at is null group by duty.booth_id",
    since=Instant(),
)
_OFFERS = _per_booth(
    "select booth_id, count(*) as offers from offer where fair_id = :fair_id group by booth_id",
    offers=Integer(),
)
_TOTALS = text(
    "select (select count(*) from ticket where fair_id = :fair_id and state = 'waiting')"
    " as waiting, (select count(*) from interview where fair_id = :fair_id"
    " and state = 'talking') as talking"
)


def _of(connection: Connection, query: TextClause, fair_id: str) -> dict[str, Mapping[str, Any]]:
    rows = connection.execute(query, {"fair_id": fair_id}).mappings()
    return {row["booth_id"]: dict(row) for row in rows}


def totals(connection: Connection, fair_id: str) -> tuple[int, int]:
    """Return how many wait and how many talk at a fair now."""
    row = connection.execute(_TOTALS, {"fair_id": fair_id}).one()
    return row.waiting, row.talking


def booths_now(connection: Connection, fair_id: str, lang: str = "") -> tuple[BoothNow, ...]:
    """Return every booth of a fair as the board shows it, by number."""
    found = booths.booths_of_fair(connection, fair_id)
    names = employers.employers(connection, {one.employer_id for one in found})
    on_duty = booths.duty_counts(connection, [one.id for one in found])
    lines, talks = _of(connection, _LINES, fair_id), _of(connection, _TALKS, fair_id)
    calls, duties = _of(connection, _CALLS, fair_id), _of(connection, _DUTIES, fair_id)
    offers = _of(connection, _OFFERS, fair_id)
    nothing: Mapping[str, Any] = {}
    result = []
    for one in sorted(found, key=lambda booth: booth.number):
        line, talk = lines.get(one.id, nothing), talks.get(one.id, nothing)
        signs = [
            at
            for at in (
                calls.get(one.id, nothing).get("rang_at"),
                duties.get(one.id, nothing).get("since"),
            )
            if at
        ]
        employer = names.get(one.employer_id)
        result.append(
            BoothNow(
                booth_id=one.id,
                number=one.number,
                title=one.title,
                employer=employer.called(lang) if employer else "",
                hall_id=one.hall_id,
                state=one.state,
                waiting=line.get("waiting", 0),
                first_since=line.get("first_since"),
                talking=talk.get("talking", 0),
                talks=talk.get("talks", 0),
                owed=talk.get("owed", 0),
                on_duty=on_duty.get(one.id, 0),
                last_sign=max(signs, default=None),
                offers=offers.get(one.id, nothing).get("offers", 0),
            )
        )
    return tuple(result)
