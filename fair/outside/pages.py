"""Routes and parts of `outside`: calendars, the poster and its code, one's reminder."""

import io
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import Response

from fair.db import utc_now
from fair.languages import LANGUAGES
from fair.outside import event_views, ical_views, views
from fair.routes import part, route, shows
from fair.web import Site, Viewer, asked, site, viewer_of
from fair.words import Catalogue, catalogue

QUARTER_S = 900  # so long a calendar need not ask again


async def calendar(request: Request) -> Response:
    """GET /fairs/{fair_id}/calendar.ics: a fair and its sessions, to subscribe to or to keep."""
    at, viewer = site(request), viewer_of(request)
    fair_id = request.path_params["fair_id"]
    shown = await at.database.read(lambda look: views.shown(look, viewer, fair_id))
    return _file(ical_views.feed([shown], _known(request, viewer), **_at(at)), "fair")


async def all_calendars(request: Request) -> Response:
    """GET /calendar.ics: every public fair that runs or is to come."""
    at, viewer = site(request), viewer_of(request)
    shown = await at.database.read(lambda look: views.all_shown(look, viewer))
    return _file(ical_views.feed(shown, _known(request, viewer), **_at(at)), "fairs")


async def session_calendar(request: Request) -> Response:
    """GET /fairs/{fair_id}/sessions/{session_id}.ics: a session; a cancellation once removed."""
    at, viewer, keys = site(request), viewer_of(request), request.path_params
    shown, session = await at.database.read(
        lambda look: views.session_shown(look, viewer, keys["fair_id"], keys["session_id"])
    )
    made = ical_views.of_session(shown, session, _known(request, viewer), **_at(at))
    return _file(made, "session")


async def code(request: Request) -> Response:
    """GET /fairs/{fair_id}/poster.svg: the fair's address as a QR code."""
    at, viewer = site(request), viewer_of(request)
    fair_id = request.path_params["fair_id"]
    await at.database.read(lambda look: views.poster(look, viewer, fair_id))
    picture = io.BytesIO()
    segno.make(f"{at.settings.base_url}/fairs/{fair_id}", error="m").save(
        picture, kind="svg", border=2, omitsize=True, xmldecl=False, nl=False
    )
    return Response(picture.getvalue(), media_type="image/svg+xml; charset=utf-8")


def _known(request: Request, viewer: Viewer) -> Catalogue:
    # A calendar that subscribes says no language of its own: the address does.
    said = asked(request, "lang")
    return catalogue(said) if said in LANGUAGES else viewer.words


def _at(at: Site) -> dict[str, Any]:
    return {"base_url": at.settings.base_url, "now": utc_now()}


def _file(made: bytes, name: str) -> Response:
    headers = {
        "Cache-Control": f"private, max-age={QUARTER_S}",
        "Content-Disposition": f'inline; filename="{name}.ics"',
    }
    return Response(made, headers=headers, media_type="text/calendar; charset=utf-8")


ROUTES: list[Any] = [
    route("/calendar.ics", all_calendars),
    route("/fairs/{fair_id}/calendar.ics", calendar),
    route("/fairs/{fair_id}/sessions/{session_id}.ics", session_calendar),
    shows("/fairs/{fair_id}/poster", "outside/poster.html", views.poster),
    route("/fairs/{fair_id}/poster.svg", code),
    shows("/fairs/{fair_id}/mind", "outside/_links.html", views.links),
]
PARTS: dict[str, Any] = {
    "outside.event": part("outside/_event.html", event_views.event),
    "outside.links": part("outside/_links_part.html", views.links),
}
