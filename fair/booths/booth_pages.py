"""Routes and parts of booths: the hall's cards, a booth's room, the recruiter's booth and duty."""

from starlette.requests import Request
from starlette.responses import Response

from fair.booths import booth_views as views
from fair.glossary import Role
from fair.web import part, route, shows, site

RECRUITERS = frozenset({Role.RECRUITER})


async def my_booth(request: Request) -> Response:
    """GET /desk/booth: what a recruiter keeps of the employer's booth."""
    wanted = request.query_params.get("booth", "")
    return await site(request).page(
        request, "booths/my_booth.html", lambda at, viewer: views.my_booth(at, viewer, wanted)
    )


ROUTES = [
    shows("/booths/{booth_id}", "booths/booth.html", views.room),
    shows("/booths/{booth_id}/head", "booths/_head.html", views.head),
    shows("/fairs/{fair_id}/booths", "booths/_cards.html", views.grid),
    shows("/halls/{hall_id}/booths", "booths/_cards.html", views.hall),
    shows("/halls/{hall_id}/foyer", "booths/_foyer_rows.html", views.foyer),
    route("/desk/booth", my_booth, by=RECRUITERS),
    shows("/desk/{booth_id}/duty", "booths/_duty.html", views.duty_bar, by=RECRUITERS),
]
PARTS = {
    "booths.hall": part("booths/_grid.html", views.hall),
    "booths.foyer": part("booths/_foyer.html", views.foyer),
    "booths.grid": part("booths/_grid.html", views.grid),
    "booths.duty_bar": part("booths/_duty_bar.html", views.duty_bar),
}
