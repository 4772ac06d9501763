"""Routes and parts of booths: the hall's cards, a booth's room, the recruiter's booth and duty."""

from starlette.requests import Request
from starlette.responses import Response

from fair.booths import booth_views as views
from fair.glossary import Role
from fair.web import part, route, site

RECRUITERS = frozenset({Role.RECRUITER})


async def booth(request: Request) -> Response:
    """GET /booths/{booth_id}: a booth's room."""
    booth_id = request.path_params["booth_id"]
    return await site(request).page(
        request, "booths/booth.html", lambda at, viewer: views.room(at, viewer, booth_id)
    )


async def head(request: Request) -> Response:
    """GET /booths/{booth_id}/head: the part of it that changes while one looks."""
    booth_id = request.path_params["booth_id"]
    return await site(request).page(
        request, "booths/_head.html", lambda at, viewer: views.head(at, viewer, booth_id)
    )


async def grid(request: Request) -> Response:
    """GET /fairs/{fair_id}/booths: the booths of a fair as cards."""
    fair_id = request.path_params["fair_id"]
    return await site(request).page(
        request, "booths/_cards.html", lambda at, viewer: views.grid(at, viewer, fair_id)
    )


async def hall(request: Request) -> Response:
    """GET /halls/{hall_id}/booths: the booths of a hall as cards."""
    hall_id = request.path_params["hall_id"]
    return await site(request).page(
        request, "booths/_cards.html", lambda at, viewer: views.hall(at, viewer, hall_id)
    )


async def foyer(request: Request) -> Response:
    """GET /halls/{hall_id}/foyer: the few booths of a hall that the fair's page shows."""
    hall_id = request.path_params["hall_id"]
    return await site(request).page(
        request, "booths/_foyer_rows.html", lambda at, viewer: views.foyer(at, viewer, hall_id)
    )


async def my_booth(request: Request) -> Response:
    """GET /desk/booth: what a recruiter keeps of the employer's booth."""
    wanted = request.query_params.get("booth", "")
    return await site(request).page(
        request, "booths/my_booth.html", lambda at, viewer: views.my_booth(at, viewer, wanted)
    )


async def duty_bar(request: Request) -> Response:
    """GET /desk/{booth_id}/duty: who is at the booth, and the buttons of coming and going."""
    booth_id = request.path_params["booth_id"]
    return await site(request).page(
        request, "booths/_duty.html", lambda at, viewer: views.duty_bar(at, viewer, booth_id)
    )


ROUTES = [
    route("/booths/{booth_id}", booth),
    route("/booths/{booth_id}/head", head),
    route("/fairs/{fair_id}/booths", grid),
    route("/halls/{hall_id}/booths", hall),
    route("/halls/{hall_id}/foyer", foyer),
    route("/desk/booth", my_booth, by=RECRUITERS),
    route("/desk/{booth_id}/duty", duty_bar, by=RECRUITERS),
]
PARTS = {
    "booths.hall": part("booths/_grid.html", views.hall),
    "booths.foyer": part("booths/_foyer.html", views.foyer),
    "booths.grid": part("booths/_grid.html", views.grid),
    "booths.duty_bar": part("booths/_duty_bar.html", views.duty_bar),
}
