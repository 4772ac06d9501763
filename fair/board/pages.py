"""Routes of `board`: the live board, the organisers' home, cases, reports and exports."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from fair.board import export_views, views
from fair.db import utc_now
from fair.glossary import Role
from fair.programme.fair import Fair
from fair.routes import part, route
from fair.web import EVERYBODY, site

ORGANISERS = frozenset({Role.ORGANISER})


async def board_home(request: Request) -> Response:
    """GET /board: the board of the current fair, or a page that says there is none."""
    at = site(request)
    fairs = await at.database.read(views.boards)
    if fairs:
        return at.redirect(f"/board/{fairs[0].id}")
    return await at.page(request, "board/no_board.html", lambda _at, _viewer: {})


async def board(request: Request) -> Response:
    """GET /board/{fair_id}."""
    return await _board(request, "board/board.html")


async def board_now(request: Request) -> Response:
    """GET /board/{fair_id}/now: the part that changes."""
    return await _board(request, "board/_now.html")


async def _board(request: Request, template: str) -> Response:
    fair_id, now = request.path_params["fair_id"], utc_now()
    return await site(request).page(
        request,
        template,
        lambda at, viewer: {**views.board(at, viewer, fair_id, now), "fairs": views.boards(at)},
    )


async def organise(request: Request) -> Response:
    """GET /organise: what waits for the organisers."""
    now = utc_now()
    return await site(request).page(
        request, "board/organise.html", lambda at, viewer: views.home(at, viewer, now)
    )


async def cases(request: Request) -> Response:
    """GET /organise/cases: every case, the most urgent first."""
    now = utc_now()
    return await site(request).page(
        request, "board/cases.html", lambda at, viewer: views.cases(at, viewer, now)
    )


async def my_cases(request: Request) -> Response:
    """GET /cases: what I reported."""
    now = utc_now()
    return await site(request).page(
        request, "board/my_cases.html", lambda at, viewer: views.cases(at, viewer, now)
    )


async def case(request: Request) -> Response:
    """GET /cases/{case_id}: a case, for its reporter or an organiser."""
    return await _case(request, "board/case.html")


async def case_now(request: Request) -> Response:
    """GET /cases/{case_id}/now: the part of a case that changes."""
    return await _case(request, "board/_case.html")


async def organise_case(request: Request) -> Response:
    """GET /organise/cases/{case_id}: a case with what an organiser does about it."""
    return await _case(request, "board/organise_case.html")


async def _case(request: Request, template: str) -> Response:
    case_id, now = request.path_params["case_id"], utc_now()
    return await site(request).page(
        request, template, lambda at, viewer: views.case(at, viewer, case_id, now)
    )


async def reports(request: Request) -> Response:
    """GET /organise/reports: sealed figures, those of now, and how many people were erased."""
    return await site(request).page(
        request, "board/reports.html", lambda at, _viewer: views.reports(at)
    )


async def offers_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/offers.csv."""
    return await _csv(request, "offers", export_views.offers)


async def hires_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/hires.csv."""
    return await _csv(request, "hires", export_views.hires)


async def _csv(request: Request, what: str, make: Callable[[Any, Fair], str]) -> Response:
    fair_id = request.path_params["fair_id"]

    def look(connection: Any) -> tuple[str, str]:
        fair = views.known_fair(connection, fair_id)
        return export_views.file_name(what, fair), make(connection, fair)

    name, content = await site(request).database.read(look)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content.encode(), headers=headers, media_type="text/csv; charset=utf-8")


ROUTES = [
    route("/board", board_home, by=ORGANISERS),
    route("/board/{fair_id}", board, by=ORGANISERS),
    route("/board/{fair_id}/now", board_now, by=ORGANISERS),
    route("/organise", organise, by=ORGANISERS),
    route("/organise/cases", cases, by=ORGANISERS),
    route("/organise/cases/{case_id}", organise_case, by=ORGANISERS),
    route("/organise/reports", reports, by=ORGANISERS),
    route("/organise/fairs/{fair_id}/offers.csv", offers_csv, by=ORGANISERS),
    route("/organise/fairs/{fair_id}/hires.csv", hires_csv, by=ORGANISERS),
    route("/cases", my_cases, by=EVERYBODY - {Role.VISITOR}),
    route("/cases/{case_id}", case, by=EVERYBODY),
    route("/cases/{case_id}/now", case_now, by=EVERYBODY),
]
PARTS = {"board.checklist": part("board/_checklist.html", views.checklist)}
