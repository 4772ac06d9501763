"""Routes and parts of appointments: at a booth, among one's queues, at the desk, as a calendar."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.appointments import elsewhere_views, ical_views, views
from fair.db import utc_now
from fair.roles import RECRUITERS, SEEKERS
from fair.routes import part, route, shows
from fair.web import site, viewer_of

DESK = "/desk/{booth_id}/appointments"


async def as_calendar(request: Request) -> Response:
    """GET /appointments/{appointment_id}.ics: an own appointment for a calendar, for no cache."""
    at, viewer = site(request), viewer_of(request)
    appointment_id = request.path_params["appointment_id"]
    one, employer = await at.database.read(lambda look: views.ical_of(look, viewer, appointment_id))
    title = viewer.words.gettext(ical_views.TITLE, employer=employer)
    said = ical_views.made(one, title, base_url=at.settings.base_url, now=utc_now())
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'attachment; filename="appointment.ics"',
    }
    return Response(said, headers=headers, media_type="text/calendar; charset=utf-8")


ROUTES: list[Any] = [
    shows("/booths/{booth_id}/times", "appointments/_at_booth.html", views.at_booth),
    shows("/appointments", "appointments/_mine.html", views.mine, by=SEEKERS),
    shows(
        "/appointments/soon",
        "appointments/_elsewhere.html",
        elsewhere_views.elsewhere,
        by=SEEKERS,
    ),
    route("/appointments/{appointment_id}.ics", as_calendar, by=SEEKERS),
    shows(DESK, "appointments/desk.html", views.desk, by=RECRUITERS),
    shows(f"{DESK}/now", "appointments/_desk.html", views.desk, by=RECRUITERS),
]
PARTS: dict[str, Any] = {
    "appointments.at_booth": part("appointments/_at_booth_part.html", views.at_booth),
    "appointments.elsewhere": part("appointments/_elsewhere_part.html", elsewhere_views.elsewhere),
    "appointments.mine": part("appointments/_mine_part.html", views.mine),
    "appointments.second": part("appointments/_second.html", views.second),
}
