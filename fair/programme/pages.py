"""Routes of `programme`."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.programme import views
from fair.programme.contexts import FairChoice, FairPage, NewFair
from fair.roles import ORGANISERS, RUNNERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import site

FAIR = Page("programme/fair.html", FairPage)
FAIRS = Page("programme/fairs.html", FairChoice)
NEW_FAIR = Page("programme/new_fair.html", NewFair)


async def home(request: Request) -> Response:
    """GET /: the fair that runs, a choice where there are several, a friendly page where none."""
    at = site(request)
    only = await at.database.read(views.only_fair)
    if only:
        return await at.page(request, FAIR, lambda look, who: views.fair_page(look, who, only))
    return await at.page(request, FAIRS, views.choice)


async def new_fair(request: Request) -> Response:
    """GET /organise/fairs/new: the form of a new fair."""
    zone = site(request).settings.time_zone
    return await site(request).page(
        request,
        NEW_FAIR,
        lambda _at, _viewer: {"zones": views.zones(), "zone": zone},
    )


ROUTES = [
    route("/", home, pages=(FAIR, FAIRS)),
    shows("/fairs/{fair_id}", "programme/fair.html", views.fair_page),
    shows("/fairs/{fair_id}/now", "programme/_fair_now.html", views.fair_now),
    shows("/fairs/{fair_id}/announcements", "programme/_announcements.html", views.announcements),
    shows("/halls/{hall_id}", "programme/hall.html", views.hall_page),
    shows("/organise/fairs", "programme/organise_fairs.html", views.organised, by=RUNNERS),
    route("/organise/fairs/new", new_fair, by=ORGANISERS, pages=(NEW_FAIR,)),
    shows("/organise/fairs/{fair_id}", "programme/organise_fair.html", views.fair_form, by=RUNNERS),
]
PARTS: dict[str, Any] = {
    "programme.organisers": part("programme/_organisers.html", views.organisers),
    "programme.announcements": part("programme/_announcements.html", views.announcements),
}
