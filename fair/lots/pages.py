"""Routes of `lots`: the lot of a booth, to read and to draw again."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.lots import views
from fair.roles import SEEKERS
from fair.routes import route, shows
from fair.web import site, viewer_of


async def lot_file(request: Request) -> Response:
    """GET /booths/{booth_id}/lot.txt: head, tickets and numbers, one a line."""
    viewer, booth_id = viewer_of(request), request.path_params["booth_id"]
    said = await site(request).database.read(lambda at: views.file(at, viewer, booth_id))
    return Response(said.encode(), media_type="text/plain; charset=utf-8")


ROUTES: list[Any] = [
    route("/booths/{booth_id}/lot.txt", lot_file),
    shows("/booths/{booth_id}/lot", "lots/lot.html", views.page),
    shows("/queues/{ticket_id}/shorter", "lots/shorter.html", views.shorter, by=SEEKERS),
]
