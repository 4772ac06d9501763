"""Routes and parts of `outside`: calendars, the poster and its code, one's reminder."""

import io
from collections.abc import Callable
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import Response

from fair.db import utc_now
from fair.languages import LANGUAGES
from fair.outside import event_views, ical_views, views
from fair.outside.ical_views import Shown
from fair.routes import part, route, shows
from fair.web import Site, asked, site, viewer_of
from fair.words import Catalogue, catalogue

QUARTER_S = 900  # so long a calendar need not ask again
KEEPS = f"private, max-age={QUARTER_S}"


async def calendar(request: Request) -> Response:
    """GET /fairs/{fair_id}/calendar.ics: a fair and its sessions, to subscribe to or to keep."""
    fair_id = request.path_params["fair_id"]
    return await _feed(request, lambda look, known: [views.shown(look, known, fair_id)], "fair")


async def all_calendars(request: Request) -> Response:
    """GET /calendar.ics: the public fairs to come, that run, or are over for at most 30 days."""
    return await _feed(request, views.all_shown, "fairs")


async def _feed(
    request: Request, find: Callable[[Any, Catalogue], list[Shown]], name: str
) -> Response:
    at, viewer, known = site(request), viewer_of(request), _known(request)
    has = request.headers.get("if-none-match", "")

    def look(connection: Any) -> tuple[str, bytes]:
        shown = find(connection, known)
        tag = ical_views.tag(shown, known, base_url=at.settings.base_url)
        # Written here, where the loop does not wait for it; not at all where it is known.
        return tag, b"" if tag == has else ical_views.feed(shown, known, **_at(at))

    tag, made = await at.database.read(look, viewer.actor, "a calendar")
    answer = Response(status_code=304) if tag == has else _file(made, name)
    answer.headers.update({"ETag": tag, "Cache-Control": KEEPS})
    return answer


async def session_calendar(request: Request) -> Response:
    """GET /fairs/{fair_id}/sessions/{session_id}.ics: a session; a cancellation once removed."""
    at, known, keys = site(request), _known(request), request.path_params
    shown, session = await at.database.read(
        lambda look: views.session_shown(look, known, keys["fair_id"], keys["session_id"])
    )
    return _file(ical_views.of_session(shown, session, known, **_at(at)), "session")


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


def _known(request: Request) -> Catalogue:
    # A calendar that subscribes says no language of its own: the address does.
    said = asked(request, "lang")
    return catalogue(said) if said in LANGUAGES else viewer_of(request).words


def _at(at: Site) -> dict[str, Any]:
    return {"base_url": at.settings.base_url, "now": utc_now()}


def _file(made: bytes, name: str) -> Response:
    headers = {
        "Cache-Control": KEEPS,
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
