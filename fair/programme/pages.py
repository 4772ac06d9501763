"""Routes of `programme`."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.glossary import Role
from fair.programme import views
from fair.web import part, route, site, viewer_of

ORGANISERS = frozenset({Role.ORGANISER})


async def home(request: Request) -> Response:
    """GET /: the fair that runs, a choice where there are several, a friendly page where none."""
    at = site(request)
    viewer = viewer_of(request)
    template, _ = await at.database.read(lambda connection: views.home(connection, viewer))
    return await at.page(request, template, lambda connection, who: views.home(connection, who)[1])


async def fair(request: Request) -> Response:
    """GET /fairs/{fair_id}."""
    fair_id = request.path_params["fair_id"]
    return await site(request).page(
        request, "programme/fair.html", lambda at, viewer: views.fair_page(at, viewer, fair_id)
    )


async def fair_now(request: Request) -> Response:
    """GET /fairs/{fair_id}/now: the part of a fair's page that changes while one looks."""
    fair_id = request.path_params["fair_id"]
    return await site(request).page(
        request, "programme/_fair_now.html", lambda at, viewer: views.fair_now(at, viewer, fair_id)
    )


async def announcements(request: Request) -> Response:
    """GET /fairs/{fair_id}/announcements: the latest announcements."""
    fair_id = request.path_params["fair_id"]
    return await site(request).page(
        request,
        "programme/_announcements.html",
        lambda at, viewer: views.announcements(at, viewer, fair_id),
    )


async def hall(request: Request) -> Response:
    """GET /halls/{hall_id}."""
    hall_id = request.path_params["hall_id"]
    return await site(request).page(
        request, "programme/hall.html", lambda at, viewer: views.hall_page(at, viewer, hall_id)
    )


async def organised(request: Request) -> Response:
    """GET /organise/fairs: all fairs, drafts and past ones too."""
    return await site(request).page(request, "programme/organise_fairs.html", views.organised)


async def new_fair(request: Request) -> Response:
    """GET /organise/fairs/new: the form of a new fair."""
    zone = site(request).settings.time_zone
    return await site(request).page(
        request,
        "programme/new_fair.html",
        lambda _at, _viewer: {"zones": views.zones(), "zone": zone},
    )


async def organise_fair(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}: what an organiser does with one fair."""
    fair_id = request.path_params["fair_id"]
    return await site(request).page(
        request,
        "programme/organise_fair.html",
        lambda at, viewer: views.fair_form(at, viewer, fair_id),
    )


ROUTES = [
    route("/", home),
    route("/fairs/{fair_id}", fair),
    route("/fairs/{fair_id}/now", fair_now),
    route("/fairs/{fair_id}/announcements", announcements),
    route("/halls/{hall_id}", hall),
    route("/organise/fairs", organised, by=ORGANISERS),
    route("/organise/fairs/new", new_fair, by=ORGANISERS),
    route("/organise/fairs/{fair_id}", organise_fair, by=ORGANISERS),
]
PARTS: dict[str, Any] = {
    "programme.announcements": part("programme/_announcements.html", views.announcements),
}
