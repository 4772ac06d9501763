"""Routes of employers, their licences and their recruiters."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.employers import reads, views
from fair.glossary import Role
from fair.web import Viewer, route, shows, site

ORGANISERS = frozenset({Role.ORGANISER})
RECRUITERS = frozenset({Role.RECRUITER})


async def employers(request: Request) -> Response:
    """GET /organise/employers: all employers, what waits for a check first."""
    asked = request.query_params
    only, wanted = asked.get("only", ""), asked.get("wanted", "").strip()[:120]
    number = asked.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < len("12345") else 1
    return await site(request).page(
        request,
        "employers/employers.html",
        lambda at, viewer: views.employers(at, viewer, only, wanted, page),
    )


async def employer(request: Request) -> Response:
    """GET /organise/employers/{employer_id}: licence, people, booths of one employer."""
    employer_id = request.path_params["employer_id"]
    secret = site(request).settings.secret
    return await site(request).page(
        request,
        "employers/employer.html",
        lambda at, viewer: views.employer(at, viewer, secret, employer_id),
    )


async def colleagues(request: Request) -> Response:
    """GET /desk/colleagues: who recruits for this employer, and invitations."""
    secret = site(request).settings.secret
    return await site(request).page(
        request,
        "employers/colleagues.html",
        lambda at, viewer: views.colleagues(at, viewer, secret),
    )


ROUTES = [
    route("/organise/employers", employers, by=ORGANISERS),
    route("/organise/employers/{employer_id}", employer, by=ORGANISERS),
    shows("/desk/licence", "employers/licence.html", views.licence_page, by=RECRUITERS),
    route("/desk/colleagues", colleagues, by=RECRUITERS),
]


def employer_name(
    connection: Any, viewer: Viewer, employer_id: str
) -> tuple[str, Mapping[str, Any]]:
    """Return the employer's name in the reader's language; empty where it is not known."""
    found = reads.employer(connection, employer_id)
    return "employers/_name.html", {"called": found.called(viewer.lang) if found else ""}


PARTS = {"employers.name": employer_name}
