"""Routes of `fairness`: the report, and its tables for spreadsheets."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.fairness import sheet_views, views
from fair.roles import RUNNERS
from fair.routes import route, sheet, shows


async def overtakes_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/overtakes.csv."""
    return await sheet(request, "overtakes", sheet_views.overtakes)


async def waits_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/waits.csv."""
    return await sheet(request, "waits", sheet_views.waits)


ROUTES: list[Any] = [
    shows("/board/{fair_id}/day", "fairness/day.html", views.day, by=RUNNERS),
    shows("/board/{fair_id}/day/now", "fairness/_day.html", views.day, by=RUNNERS),
    shows(
        "/organise/fairs/{fair_id}/fairness", "fairness/fairness.html", views.fairness, by=RUNNERS
    ),
    route("/organise/fairs/{fair_id}/overtakes.csv", overtakes_csv, by=RUNNERS),
    route("/organise/fairs/{fair_id}/waits.csv", waits_csv, by=RUNNERS),
]
