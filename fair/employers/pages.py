"""Routes of employers, their licences and their recruiters."""

from starlette.requests import Request
from starlette.responses import Response

from fair.employers import views
from fair.roles import OVERSEERS, RECRUITERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import asked, page_number, site

EMPLOYERS = Page("employers/employers.html", views.Employers)
EMPLOYER = Page("employers/employer.html", views.EmployerPage)
COLLEAGUES = Page("employers/colleagues.html", views.Colleagues)


async def employers(request: Request) -> Response:
    """GET /organise/employers: all employers, what waits for a check first."""
    only, wanted = asked(request, "only"), asked(request, "wanted")[:120]
    page = page_number(request)
    return await site(request).page(
        request,
        EMPLOYERS,
        lambda at, viewer: views.employers(at, viewer, only, wanted, page),
    )


async def employer(request: Request) -> Response:
    """GET /organise/employers/{employer_id}: licence, people, booths of one employer."""
    employer_id = request.path_params["employer_id"]
    secret = site(request).settings.secret
    return await site(request).page(
        request,
        EMPLOYER,
        lambda at, viewer: views.employer(at, viewer, secret, employer_id),
    )


async def colleagues(request: Request) -> Response:
    """GET /desk/colleagues: who recruits for this employer, and invitations."""
    secret = site(request).settings.secret
    return await site(request).page(
        request,
        COLLEAGUES,
        lambda at, viewer: views.colleagues(at, viewer, secret),
    )


ROUTES = [
    route("/organise/employers", employers, by=OVERSEERS, pages=(EMPLOYERS,)),
    route("/organise/employers/{employer_id}", employer, by=OVERSEERS, pages=(EMPLOYER,)),
    shows("/desk/licence", "employers/licence.html", views.licence_page, by=RECRUITERS),
    route("/desk/colleagues", colleagues, by=RECRUITERS, pages=(COLLEAGUES,)),
]


PARTS = {"employers.name": part("employers/_name.html", views.employer_name)}
