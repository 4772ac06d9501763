"""Routes of `exports`: where staff ask for files of rows, and where they take them."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.db import utc_now
from fair.exports import views
from fair.exports.views import CSV, Exports
from fair.roles import STAFF
from fair.routes import part, route, taken
from fair.tabular.writing import OF_WORKBOOKS
from fair.templates import Page
from fair.web import site, viewer_of

FILES_OF_A_PERSON = (30, 3600)  # each is put together anew when it is taken
EXPORTS = Page("exports/exports.html", Exports)


async def exports(request: Request) -> Response:
    """GET /fairs/{fair_id}/exports: what was taken, and the form for a file more."""
    fair_id, now = request.path_params["fair_id"], utc_now()
    return await site(request).page(
        request, EXPORTS, lambda at, viewer: views.exports(at, viewer, fair_id, now)
    )


async def export(request: Request) -> Response:
    """GET /exports/{export_id}: the file, for who asked for it, while its link works."""
    at, export_id, now = site(request), request.path_params["export_id"], utc_now()
    viewer = viewer_of(request)
    at.dispatch.budgets.spend("files of rows", viewer.actor.key, FILES_OF_A_PERSON)
    made = await at.database.read(
        lambda connection: views.file(connection, viewer, export_id, now), what="a file of rows"
    )
    kind = "text/csv; charset=utf-8" if made.form == CSV else OF_WORKBOOKS
    return await taken(
        request, made.fair_id, made.what, name=made.name, content=made.content, kind=kind
    )


ROUTES: list[Any] = [
    route("/fairs/{fair_id}/exports", exports, by=STAFF, pages=(EXPORTS,)),
    route("/exports/{export_id}", export, by=STAFF),
]
PARTS: dict[str, Any] = {"exports.fairs": part("exports/_fairs.html", views.fairs)}
