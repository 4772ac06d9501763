"""The history of a thing: the facts about it, the latest first, a page at a time.

It is found by the index of `fair.subjects`, so that it costs as much in a ledger of millions of
facts as in one of a hundred.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, and_, func, select

from fair.ledger import alias, ledger
from fair.reasons import reason
from fair.subjects import fact_about

PAGE = 50
_ID = 12  # signs of the reason, before the dot and its seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A fact as it stands in the ledger; `command` is the one that `reason` was given with."""

    at: datetime
    fair_id: str
    kind: str
    data: Mapping[str, Any]
    author: str
    command: str = ""
    reason: str = ""


def page_of(
    connection: Connection, subject: str, refs: Sequence[str], page: int
) -> tuple[list[Recorded], bool]:
    """Return a page of a history, from 1, and whether there is more."""
    about = fact_about.c
    found = (
        select(fact_about)
        .where(about.subject == subject, about.ref.in_(refs))
        .order_by(about.at.desc(), about.stream.desc(), about.seq.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
        .subquery()
    )
    of = func.substr(ledger.c.reason, 1, _ID)
    rows = connection.execute(
        select(ledger, reason.c.command, reason.c.text)
        .join(found, and_(ledger.c.stream == found.c.stream, ledger.c.seq == found.c.seq))
        .outerjoin(reason, reason.c.id == of)
        .order_by(found.c.at.desc(), found.c.stream.desc(), found.c.seq.desc())
    ).all()
    shown = [
        Recorded(
            at=row.at,
            fair_id=row.fair_id,
            kind=row.kind,
            data=data,
            author=row.author or _told(data),
            command=row.command or "",
            reason=row.text or "",
        )
        for row in rows[:PAGE]
        for data in [orjson.loads(row.data)]
    ]
    return shown, len(rows) > PAGE


def _told(said: Mapping[str, Any]) -> str:
    """Return the author of a fact from before authors were kept, where its own fields name one."""
    account_id = said.get("by_account_id") or said.get("account_id")
    return f"account:{account_id}" if account_id else ""


def aliases(connection: Connection, person_id: str) -> dict[str, str]:
    """Return under which alias a person stands at each fair; of who is erased, none."""
    rows = connection.execute(select(alias).where(alias.c.person_id == person_id))
    return {row.fair_id: row.alias for row in rows}


def persons(connection: Connection, names: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return (fair, person) by alias, of those who are not erased."""
    rows = connection.execute(select(alias).where(alias.c.alias.in_(names)))
    return {row.alias: (row.fair_id, row.person_id) for row in rows}
