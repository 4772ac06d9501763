"""Pages of the recruiter's desk, and what other pages show of it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.db import utc_now
from fair.desk import call_views, views
from fair.roles import RECRUITERS
from fair.routes import Bare, bare, part, route, shows
from fair.templates import Page
from fair.web import site, viewer_of

NO_BOOTH = Page("desk/no_booth.html", Bare)
PRACTICE = Page("desk/practice.html", views.Practice)


async def to_desk(request: Request) -> Response:
    """GET /desk: to the booth where the recruiter stands, or should."""
    viewer = viewer_of(request)
    booth_id = await site(request).database.read(
        lambda at: views.first_booth(at, viewer)
    )  # fmt: skip
    if booth_id:
        return site(request).redirect(f"/desk/{booth_id}")
    return await site(request).page(request, NO_BOOTH, bare)


async def practice(request: Request) -> Response:
    """GET /desk/{booth_id}/practice: one minute with a robot."""
    booth_id, at = request.path_params["booth_id"], site(request)
    secret = at.settings.secret
    return await at.page(
        request,
        PRACTICE,
        lambda connection, viewer: views.practice(connection, viewer, booth_id, secret, utc_now()),
    )


ROUTES: list[Any] = [
    route("/desk", to_desk, by=RECRUITERS, pages=(NO_BOOTH,)),
    shows("/calls/{call_id}/more", "desk/_more_time.html", call_views.more_time, by=RECRUITERS),
    shows("/calls/{call_id}/no-sound", "desk/_no_sound.html", call_views.no_sound, by=RECRUITERS),
    shows("/desk/{booth_id}", "desk/desk.html", views.desk, by=RECRUITERS),
    shows("/desk/{booth_id}/line", "desk/_desk.html", views.desk, by=RECRUITERS),
    route("/desk/{booth_id}/practice", practice, by=RECRUITERS, pages=(PRACTICE,)),
    shows("/desk/{booth_id}/owed/{interview_id}", "desk/desk.html", views.desk, by=RECRUITERS),
    shows(
        "/desk/{booth_id}/owed/{interview_id}/line",
        "desk/_desk.html",
        views.desk,
        by=RECRUITERS,
    ),
]
PARTS: dict[str, Any] = {
    "desk.to_phone": part("desk/_to_phone.html", call_views.to_phone),
    "desk.known": part("desk/_known.html", call_views.known),
    "desk.instead": part("desk/_instead.html", call_views.instead),
    "desk.no_sound": part("desk/_no_sound_part.html", call_views.no_sound),
    "desk.more_time": part("desk/_more_time_part.html", call_views.more_time),
    "desk.telephone": part("desk/_telephone.html", call_views.telephone),
    "desk.keys": part("desk/_keys.html", bare),
    "desk.outcome": part("desk/_outcome.html", call_views.outcome),
}
