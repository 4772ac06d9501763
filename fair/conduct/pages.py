"""Routes of `conduct`: what was done at a fair, one person there, and what a person reads."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.conduct import views
from fair.conduct.contexts import MeasuresOfFair, OfPerson
from fair.roles import RUNNERS, SIDES
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import Viewer, page_number, site

OF_FAIR = Page("conduct/of_fair.html", MeasuresOfFair)
OF_PERSON = Page("conduct/of_person.html", OfPerson)


async def of_fair(request: Request) -> Response:
    """GET /board/{fair_id}/conduct: who was muted or removed, a page at a time."""
    fair_id, number = request.path_params["fair_id"], page_number(request)

    def build(at: Any, viewer: Viewer) -> MeasuresOfFair:
        return views.of_fair(at, viewer, fair_id, number)

    return await site(request).page(request, OF_FAIR, build)


async def of_person(request: Request) -> Response:
    """GET /board/{fair_id}/conduct/people/{person_id}: mute or remove somebody, or undo it."""
    secret, keys = site(request).settings.secret, request.path_params

    def build(at: Any, viewer: Viewer) -> OfPerson:
        return views.of_person(at, viewer, secret, keys["fair_id"], keys["person_id"])

    return await site(request).page(request, OF_PERSON, build)


ROUTES: list[Any] = [
    route("/board/{fair_id}/conduct", of_fair, by=RUNNERS, pages=(OF_FAIR,)),
    route("/board/{fair_id}/conduct/people/{person_id}", of_person, by=RUNNERS, pages=(OF_PERSON,)),
    shows("/conduct/mine", "conduct/_mine.html", views.mine, by=SIDES),
]
PARTS: dict[str, Any] = {"conduct.mine": part("conduct/_mine_part.html", views.mine)}
