"""Routes of employers, their licences and their recruiters."""

from starlette.requests import Request
from starlette.responses import Response

from fair.employers import views
from fair.glossary import Role
from fair.routes import part, route, shows
from fair.web import site

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


PARTS = {"employers.name": part("employers/_name.html", views.employer_name)}
