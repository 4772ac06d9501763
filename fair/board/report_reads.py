"""Who reported a post since the organiser last looked at it, however often it was written anew."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Exists, Row, exists, select

from fair.board.case import CaseKind
from fair.board.reporting import Reporter, said_anew
from fair.board.store import case_table
from fair.looks import reads as looks
from fair.looks.look import LookKind, Why
from fair.people import reads as people
from fair.sign_in import reads as sign_in
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy

_Report = Row[Any, Any, Any, Any]


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


def reporters(connection: Connection, post: Vacancy) -> tuple[Reporter, ...]:
    """Return who reported this post since an organiser last decided on it.

    Who had reported it before counts again only once the post was changed. With them, who reported
    what it is written anew of, unless that was let stand or these reports were decided on here.
    """
    at = case_table.c
    asked = select(at.person_id).where(
        at.kind == CaseKind.VACANCY, at.ref == post.id, at.person_id != ""
    )
    if since := looks.last_decided_at(connection, LookKind.POST, post.id):
        asked = asked.where(at.opened_at > since, ~_said_before(since))
    found = {row.person_id for row in connection.execute(asked)}
    ids = sorted(found.union(_of_what_it_was(connection, post)))
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


def written_anew_of(connection: Connection, post: Vacancy) -> frozenset[str]:
    """Return the posts of the same employer that people reported when they said what this says."""
    return frozenset(row.ref for row in _alike(connection, post))


def _of_what_it_was(connection: Connection, post: Vacancy) -> list[str]:
    """Return who reported what this post is written anew of, where that is not decided on."""
    if not (rows := _alike(connection, post)):
        return []
    refs = {row.ref for row in rows}
    stood = {one: looks.let_stand_at(connection, LookKind.POST, one) for one in refs}
    anew = looks.posts_let_stand(connection, post.employer_id)
    says = {
        one.id: _text(asdict(one.terms)) for one in vacancies.vacancies(connection, anew).values()
    }
    here = looks.last_decided_at(connection, LookKind.POST, post.id, Why.REPORTS)

    def looked(row: _Report) -> bool:
        said = _text(row.frozen.get("terms", {}))
        later = (anew[one] for one, now_said in says.items() if said_anew(said, now_said))
        return any(at and row.opened_at <= at for at in (here, stood[row.ref], *later))

    return [row.person_id for row in rows if not looked(row)]


def _alike(connection: Connection, post: Vacancy) -> list[_Report]:
    at = case_table.c
    rows = connection.execute(
        select(at.ref, at.person_id, at.frozen, at.opened_at).where(
            at.kind == CaseKind.VACANCY,
            at.employer_id == post.employer_id,
            at.ref != post.id,
            at.person_id != "",
        )
    ).all()
    now_said = _text(asdict(post.terms)) if rows else ""
    return [row for row in rows if said_anew(now_said, _text(row.frozen.get("terms", {})))]


def _text(terms: Mapping[str, Any]) -> str:
    return "\n".join(str(terms.get(column) or "") for column in ("title", "duties", "conditions"))
