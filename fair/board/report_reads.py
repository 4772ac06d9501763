"""Who reported a post since the organiser last looked at it."""

from datetime import datetime

from sqlalchemy import Connection, Exists, exists, select

from fair.board.case import CaseKind
from fair.board.reporting import Reporter
from fair.board.store import case_table
from fair.looks import reads as looks
from fair.looks.look import LookKind
from fair.people import reads as people
from fair.sign_in import reads as sign_in


def _said_before(since: datetime) -> Exists:
    """Whether the organiser knew this person's report of these very words when deciding."""
    at, before = case_table.c, case_table.alias("before")
    return exists().where(
        before.c.person_id == at.person_id,
        before.c.kind == at.kind,
        before.c.ref == at.ref,
        before.c.version == at.version,
        before.c.opened_at <= since,
    )


def reporters(connection: Connection, vacancy_id: str) -> tuple[Reporter, ...]:
    """Return who reported this post since an organiser last decided on it.

    Who had reported it before counts again only once the post was changed.
    """
    at = case_table.c
    asked = select(at.person_id).where(
        at.kind == CaseKind.VACANCY, at.ref == vacancy_id, at.person_id != ""
    )
    if since := looks.last_decided_at(connection, LookKind.POST, vacancy_id):
        asked = asked.where(at.opened_at > since, ~_said_before(since))
    ids = sorted({row.person_id for row in connection.execute(asked)})
    persons, browsers = people.persons(connection, ids), sign_in.browsers_of(connection, ids)
    return tuple(
        Reporter(
            person_id=one,
            phone=persons[one].phone if one in persons and persons[one].confirmed else "",
            browsers=browsers.get(one, frozenset()) - {sign_in.STAFF},
            staff=sign_in.STAFF in browsers.get(one, ()),
        )
        for one in ids
    )
