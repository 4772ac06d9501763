"""Routes of `programme`."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.glossary import Role
from fair.programme import views
from fair.routes import part, route, shows
from fair.web import site, viewer_of

ORGANISERS = frozenset({Role.ORGANISER})


async def home(request: Request) -> Response:
    """GET /: the fair that runs, a choice where there are several, a friendly page where none."""
    at = site(request)
    viewer = viewer_of(request)
    template, _ = await at.database.read(lambda connection: views.home(connection, viewer))
    return await at.page(request, template, lambda connection, who: views.home(connection, who)[1])


async def new_fair(request: Request) -> Response:
    """GET /organise/fairs/new: the form of a new fair."""
    zone = site(request).settings.time_zone
    return await site(request).page(
        request,
        "programme/new_fair.html",
        lambda _at, _viewer: {"zones": views.zones(), "zone": zone},
    )


ROUTES = [
    route("/", home),
    shows("/fairs/{fair_id}", "programme/fair.html", views.fair_page),
    shows("/fairs/{fair_id}/now", "programme/_fair_now.html", views.fair_now),
    shows("/fairs/{fair_id}/announcements", "programme/_announcements.html", views.announcements),
    shows("/halls/{hall_id}", "programme/hall.html", views.hall_page),
    shows("/organise/fairs", "programme/organise_fairs.html", views.organised, by=ORGANISERS),
    route("/organise/fairs/new", new_fair, by=ORGANISERS),
    shows(
        "/organise/fairs/{fair_id}", "programme/organise_fair.html", views.fair_form, by=ORGANISERS
    ),
]
PARTS: dict[str, Any] = {
    "programme.announcements": part("programme/_announcements.html", views.announcements),
}
