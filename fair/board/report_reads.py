"""Who reported a post since the organiser last looked at it."""

from sqlalchemy import Connection, select

from fair.board.case import CaseKind
from fair.board.reporting import Reporter
from fair.board.store import case_table
from fair.looks import reads as looks
from fair.looks.look import LookKind
from fair.people import reads as people
from fair.sign_in import reads as sign_in


def reporters(connection: Connection, vacancy_id: str) -> tuple[Reporter, ...]:
    """Return who reported this post since an organiser last decided on it."""
    at = case_table.c
    asked = select(at.person_id).where(
        at.kind == CaseKind.VACANCY, at.ref == vacancy_id, at.person_id != ""
    )
    if since := looks.last_decided_at(connection, LookKind.POST, vacancy_id):
        asked = asked.where(at.opened_at > since)
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
