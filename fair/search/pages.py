"""Routes and parts of finding: posts by filters, booths by hall."""

from starlette.requests import Request
from starlette.responses import Response

from fair.routes import part, route, shows
from fair.search import hall_views, link, views
from fair.templates import Page
from fair.web import site

FOUND = Page("search/results.html", views.Results)


async def find(request: Request) -> Response:
    """GET /vacancies: the posts of the current fair, with filters."""
    filters = link.read(request.query_params)
    return await site(request).page(
        request,
        FOUND,
        lambda at, viewer: views.results(at, viewer, filters),
    )


ROUTES = [
    route("/vacancies", find, pages=(FOUND,)),
    shows("/fairs/{fair_id}/booths", "search/_cards.html", hall_views.grid),
    shows("/halls/{hall_id}/booths", "search/_cards.html", hall_views.hall),
    shows("/halls/{hall_id}/foyer", "search/_foyer_rows.html", hall_views.foyer),
]
PARTS = {
    "search.hall": part("search/_grid.html", hall_views.hall),
    "search.foyer": part("search/_foyer.html", hall_views.foyer),
    "search.grid": part("search/_grid.html", hall_views.grid),
}
