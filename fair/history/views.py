"""The history of a fair, an employer, a licence, a post and a person, for whom it concerns.

Organisers read each of them, a recruiter those of the own employer, a seeker the own. To everybody
else there is no such page.
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from fair import histories
from fair.decisions import NotFound
from fair.direction import isolated
from fair.employers import reads as employers
from fair.histories import Recorded
from fair.history.contexts import Entry, History
from fair.history.naming_views import Naming
from fair.history.saying import saying
from fair.history.telling_views import reason_given, reason_named
from fair.people import reads as people
from fair.programme import reads as programme
from fair.subjects import FAIR, PERSON
from fair.vacancies import reads as vacancies
from fair.web import Viewer


def of_fair(connection: Connection, viewer: Viewer, ref: str, page: int) -> History:
    """Return a page of a fair's history; refuses `NotFound` to all but organisers."""
    fair = programme.fair(connection, ref)
    if fair is None or not viewer.oversees:
        raise NotFound
    return _history(
        connection, viewer, fair.called(viewer.lang), (FAIR, [ref]), f"/history/fairs/{ref}", page
    )


def of_employer(connection: Connection, viewer: Viewer, ref: str, page: int) -> History:
    """Return a page of an employer's history, for its recruiters and organisers."""
    title = _employer(connection, viewer, ref)
    return _history(
        connection, viewer, title, ("employer", [ref]), f"/history/employers/{ref}", page
    )


def of_licence(connection: Connection, viewer: Viewer, ref: str, page: int) -> History:
    """Return a page of a licence's history, for its employer's recruiters and organisers."""
    licence = employers.licences_by_id(connection, [ref]).get(ref)
    if licence is None:
        raise NotFound
    title = f"{isolated(_employer(connection, viewer, licence.employer_id))} · {licence.number}"
    return _history(connection, viewer, title, ("licence", [ref]), f"/history/licences/{ref}", page)


def of_post(connection: Connection, viewer: Viewer, ref: str, page: int) -> History:
    """Return a page of a post's history, for its employer's recruiters and organisers."""
    post = vacancies.vacancy(connection, ref)
    if post is None:
        raise NotFound
    _employer(connection, viewer, post.employer_id)
    return _history(
        connection, viewer, post.title, ("vacancy", [ref]), f"/history/posts/{ref}", page
    )


def of_person(connection: Connection, viewer: Viewer, ref: str, page: int) -> History:
    """Return a page of a person's history, for that person and organisers."""
    person = people.person(connection, ref)
    if person is None or person.erased or not (viewer.oversees or viewer.person_id == ref):
        raise NotFound
    found = (PERSON, list(histories.aliases(connection, ref).values()))
    return _history(connection, viewer, person.name, found, f"/history/people/{ref}", page)


def _employer(connection: Connection, viewer: Viewer, employer_id: str) -> str:
    found = employers.employer(connection, employer_id)
    if found is None or not (viewer.oversees or viewer.actor.works_for(employer_id)):
        raise NotFound
    return found.called(viewer.lang)


def _history(
    connection: Connection, viewer: Viewer, title: str, of: tuple[str, Sequence[str]],
    path: str, page: int,
) -> History:  # fmt: skip
    rows, more = histories.page_of(connection, *of, page)
    naming = Naming(connection, viewer, rows)
    return {
        "title": title,
        "entries": [_entry(viewer, naming, row) for row in rows if saying(row.kind, row.data)],
        "newer": f"{path}?page={page - 1}" if page > 1 else "",
        "older": f"{path}?page={page + 1}" if more else "",
    }


def _entry(viewer: Viewer, naming: Naming, row: Recorded) -> Entry:
    known = viewer.words
    said, shown = reason_given(row.command, row.reason) if row.reason else ("", "")
    if not said and not shown:
        said, shown = reason_named(row.kind, str(row.data.get("reason", "")), viewer.lang)
    return {
        "at": row.at,
        "what": known.gettext(saying(row.kind, row.data), **naming.values(row.data)),
        "who": naming.author(row),
        "reason": known.gettext(said) if said else shown,
    }
