"""Routes by which a figure of a fair is opened to its rows: for organisers and its auditors."""

from starlette.requests import Request
from starlette.responses import Response

from fair.evidence import examine_views as views
from fair.evidence.contexts import FigureRows
from fair.roles import EXAMINERS
from fair.routes import route, shows
from fair.templates import Page
from fair.web import page_number, site

FIGURE = Page("evidence/figure.html", FigureRows)


async def figure(request: Request) -> Response:
    """GET /audit/{fair_id}/figures/{name}: a figure, what it counts, and its rows."""
    fair_id, name = request.path_params["fair_id"], request.path_params["figure"]
    number = page_number(request)
    return await site(request).page(
        request, FIGURE, lambda at, viewer: views.figure(at, viewer, fair_id, name, number)
    )


ROUTES = [
    shows("/audit/{fair_id}", "evidence/fair.html", views.fair_page, by=EXAMINERS),
    shows("/audit/{fair_id}/cases", "evidence/cases.html", views.cases, by=EXAMINERS),
    route("/audit/{fair_id}/figures/{figure}", figure, by=EXAMINERS, pages=(FIGURE,)),
    shows("/audit/{fair_id}/people/{alias}", "evidence/person.html", views.person, by=EXAMINERS),
]
