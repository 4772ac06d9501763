"""Routes of employers, their licences and their recruiters."""

from starlette.requests import Request
from starlette.responses import Response

from fair.employers import views
from fair.roles import OVERSEERS, RECRUITERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import asked, page_number, site

EMPLOYERS = Page("employers/employers.html", views.Employers)


async def employers(request: Request) -> Response:
    """GET /organise/employers: all employers, what waits for a check first."""
    only, wanted = asked(request, "only"), asked(request, "wanted")[:120]
    page = page_number(request)
    return await site(request).page(
        request,
        EMPLOYERS,
        lambda at, viewer: views.employers(at, viewer, only, wanted, page),
    )


ROUTES = [
    route("/organise/employers", employers, by=OVERSEERS, pages=(EMPLOYERS,)),
    shows(
        "/organise/employers/{employer_id}", "employers/employer.html", views.employer, by=OVERSEERS
    ),
    shows("/desk/licence", "employers/licence.html", views.licence_page, by=RECRUITERS),
    shows("/desk/colleagues", "employers/colleagues.html", views.colleagues, by=RECRUITERS),
]


PARTS = {"employers.name": part("employers/_name.html", views.employer_name)}
