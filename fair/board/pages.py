"""Routes of `board`: the live board, the organisers' home, cases, reports and exports."""

from starlette.requests import Request
from starlette.responses import Response

from fair.board import connection_views, export_views, look_views, views, wall_views
from fair.board.connection_views import Connections
from fair.board.contexts import Board, BoardNow, CasePage, Cases, Home, Wall
from fair.board.look_views import LookQueue
from fair.db import utc_now
from fair.roles import ANYBODY, EXAMINERS, OVERSEERS, RUNNERS, TAKING_PART
from fair.routes import Bare, bare, part, route, sheet, shows
from fair.templates import Page
from fair.web import asked, page_number, site, viewer_of

NO_BOARD = Page("board/no_board.html", Bare)
BOARD, BOARD_NOW = Page("board/board.html", Board), Page("board/_now.html", BoardNow)
LOOKS = Page("board/looks.html", LookQueue)
LOOKS_NOW = Page("board/_looks.html", LookQueue)
WALL, WALL_NOW = Page("board/wall.html", Wall), Page("board/_wall.html", Wall)
CALLS = Page("board/calls.html", Connections)
CALLS_NOW = Page("board/_calls.html", Connections)
HOME = Page("board/organise.html", Home)
CASES, MY_CASES = Page("board/cases.html", Cases), Page("board/my_cases.html", Cases)
CASE, CASE_NOW = Page("board/case.html", CasePage), Page("board/_case.html", CasePage)
ORGANISE_CASE = Page("board/organise_case.html", CasePage)


async def board_home(request: Request) -> Response:
    """GET /board: the board of the current fair, or a page that says there is none."""
    at = site(request)
    fairs = await at.database.read(lambda look: views.boards(look, viewer_of(request)))
    if fairs:
        return at.redirect(f"/board/{fairs[0].id}")
    return await at.page(request, NO_BOARD, bare)


async def board(request: Request) -> Response:
    """GET /board/{fair_id}."""
    fair_id, now, settings = request.path_params["fair_id"], utc_now(), site(request).settings
    return await site(request).page(
        request,
        BOARD,
        lambda at, viewer: {
            **views.board(at, viewer, fair_id, now, settings),
            "fairs": views.boards(at, viewer),
        },
    )


async def board_now(request: Request) -> Response:
    """GET /board/{fair_id}/now: the part that changes."""
    fair_id, now, settings = request.path_params["fair_id"], utc_now(), site(request).settings
    return await site(request).page(
        request, BOARD_NOW, lambda at, viewer: views.board(at, viewer, fair_id, now, settings)
    )


async def _wall(request: Request, page: Page[Wall]) -> Response:
    fair_id, now = request.path_params["fair_id"], utc_now()
    return await site(request).page(
        request, page, lambda at, viewer: wall_views.wall(at, viewer, fair_id, now)
    )


async def wall(request: Request) -> Response:
    """GET /board/{fair_id}/wall: for a screen that everybody in the room sees."""
    return await _wall(request, WALL)


async def wall_now(request: Request) -> Response:
    """GET /board/{fair_id}/wall/now: the part that changes."""
    return await _wall(request, WALL_NOW)


async def look_queue(request: Request) -> Response:
    """GET /board/{fair_id}/looks: what waits for a look, and what was decided."""
    return await _looks(request, LOOKS)


async def look_queue_now(request: Request) -> Response:
    """GET /board/{fair_id}/looks/now: the part that changes."""
    return await _looks(request, LOOKS_NOW)


async def _looks(request: Request, page: Page[LookQueue]) -> Response:
    fair_id, kind = request.path_params["fair_id"], asked(request, "kind")
    return await site(request).page(
        request, page, lambda at, viewer: look_views.queue(at, viewer, fair_id, kind)
    )


async def connections(request: Request) -> Response:
    """GET /board/{fair_id}/calls: how the fair's calls connect."""
    return await _connections(request, CALLS)


async def connections_now(request: Request) -> Response:
    """GET /board/{fair_id}/calls/now: the part that changes."""
    return await _connections(request, CALLS_NOW)


async def _connections(request: Request, page: Page[Connections]) -> Response:
    fair_id, bridge = request.path_params["fair_id"], site(request).bridge()
    number = page_number(request)
    return await site(request).page(
        request,
        page,
        lambda at, viewer: connection_views.connections(at, viewer, fair_id, bridge, number),
    )


async def organise(request: Request) -> Response:
    """GET /organise: what waits for the organisers."""
    now, settings = utc_now(), site(request).settings
    return await site(request).page(
        request, HOME, lambda at, viewer: views.home(at, viewer, now, settings)
    )


async def cases(request: Request) -> Response:
    """GET /organise/cases: every case, the most urgent first."""
    now = utc_now()
    return await site(request).page(request, CASES, lambda at, viewer: views.cases(at, viewer, now))


async def my_cases(request: Request) -> Response:
    """GET /cases: what I reported."""
    now = utc_now()
    return await site(request).page(
        request, MY_CASES, lambda at, viewer: views.cases(at, viewer, now)
    )


async def case(request: Request) -> Response:
    """GET /cases/{case_id}: a case, for its reporter or an organiser."""
    return await _case(request, CASE)


async def case_now(request: Request) -> Response:
    """GET /cases/{case_id}/now: the part of a case that changes."""
    return await _case(request, CASE_NOW)


async def organise_case(request: Request) -> Response:
    """GET /organise/cases/{case_id}: a case with what an organiser does about it."""
    return await _case(request, ORGANISE_CASE)


async def _case(request: Request, page: Page[CasePage]) -> Response:
    case_id, now = request.path_params["case_id"], utc_now()
    return await site(request).page(
        request, page, lambda at, viewer: views.case(at, viewer, case_id, now)
    )


async def offers_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/offers.csv."""
    return await sheet(request, "offers", export_views.offers)


async def hires_csv(request: Request) -> Response:
    """GET /organise/fairs/{fair_id}/hires.csv."""
    return await sheet(request, "hires", export_views.hires)


ROUTES = [
    route("/board", board_home, by=RUNNERS, pages=(NO_BOARD,)),
    route("/board/{fair_id}", board, by=RUNNERS, pages=(BOARD,)),
    route("/board/{fair_id}/now", board_now, by=RUNNERS, pages=(BOARD_NOW,)),
    route("/board/{fair_id}/wall", wall, by=EXAMINERS, pages=(WALL,)),
    route("/board/{fair_id}/wall/now", wall_now, by=EXAMINERS, pages=(WALL_NOW,)),
    route("/board/{fair_id}/looks", look_queue, by=RUNNERS, pages=(LOOKS,)),
    route("/board/{fair_id}/looks/now", look_queue_now, by=RUNNERS, pages=(LOOKS_NOW,)),
    route("/board/{fair_id}/calls", connections, by=RUNNERS, pages=(CALLS,)),
    route("/board/{fair_id}/calls/now", connections_now, by=RUNNERS, pages=(CALLS_NOW,)),
    route("/organise", organise, by=OVERSEERS, pages=(HOME,)),
    route("/organise/cases", cases, by=RUNNERS, pages=(CASES,)),
    route("/organise/cases/{case_id}", organise_case, by=RUNNERS, pages=(ORGANISE_CASE,)),
    shows("/organise/reports", "board/reports.html", views.reports, by=RUNNERS),
    route("/organise/fairs/{fair_id}/offers.csv", offers_csv, by=RUNNERS),
    route("/organise/fairs/{fair_id}/hires.csv", hires_csv, by=RUNNERS),
    route("/cases", my_cases, by=TAKING_PART, pages=(MY_CASES,)),
    route("/cases/{case_id}", case, by=ANYBODY, pages=(CASE,)),
    route("/cases/{case_id}/now", case_now, by=ANYBODY, pages=(CASE_NOW,)),
]
PARTS = {"board.checklist": part("board/_checklist.html", views.checklist)}
