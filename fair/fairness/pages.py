"""Routes of `fairness`: the report, and its tables for spreadsheets."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.decisions import NotFound
from fair.fairness import sheet_views, views
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.roles import RUNNERS
from fair.routes import route, shows
from fair.sheets import file_name
from fair.web import site


async def overtakes_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/overtakes.csv."""
    return await _csv(request, "overtakes", sheet_views.overtakes)


async def waits_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/waits.csv."""
    return await _csv(request, "waits", sheet_views.waits)


async def _csv(request: Request, what: str, make: Callable[[Any, Fair], str]) -> Response:
    fair_id = request.path_params["fair_id"]

    def look(connection: Any) -> tuple[str, str]:
        fair = programme.fair(connection, fair_id)
        if fair is None:
            raise NotFound
        return file_name(what, fair.id, demo=fair.demo), make(connection, fair)

    name, content = await site(request).database.read(look)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content.encode(), headers=headers, media_type="text/csv; charset=utf-8")


ROUTES: list[Any] = [
    shows("/board/{fair_id}/day", "fairness/day.html", views.day, by=RUNNERS),
    shows("/board/{fair_id}/day/now", "fairness/_day.html", views.day, by=RUNNERS),
    shows(
        "/organise/fairs/{fair_id}/fairness", "fairness/fairness.html", views.fairness, by=RUNNERS
    ),
    route("/organise/fairs/{fair_id}/overtakes.csv", overtakes_csv, by=RUNNERS),
    route("/organise/fairs/{fair_id}/waits.csv", waits_csv, by=RUNNERS),
]
