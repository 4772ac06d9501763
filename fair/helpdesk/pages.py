"""Routes of the help desk: the person's page, the office's list, one request; parts for others."""

from functools import partial
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from fair import next_page
from fair.helpdesk import staff_views, views
from fair.helpdesk.contexts import HelpedBefore, Helping, HelpListed, NeedHelp, Placing
from fair.roles import ORGANISERS, RUNNERS, SEEKERS
from fair.routes import part, route, shows
from fair.templates import Page
from fair.web import Viewer, asked, page_number, site

NEED = Page("helpdesk/need.html", NeedHelp)
LISTED = Page("helpdesk/listed.html", HelpListed)
BEFORE = Page("helpdesk/before.html", HelpedBefore)
HELPING = Page("helpdesk/helping.html", Helping)
PLACING = Page("helpdesk/placing.html", Placing)
HELPING_NOW = Page("helpdesk/_helping.html", Helping)


async def need(request: HttpRequest) -> Response:
    """GET /need-help: ask the office for help; how it is reached, for who is not signed in."""
    page = next_page.then_asked(request).partition("?")[0]
    return await site(request).page(request, NEED, partial(views.need, page=page))


async def _helping(request: HttpRequest, page: Page[Helping]) -> Response:
    secret, request_id = site(request).settings.secret, request.path_params["request_id"]

    def build(at: Any, viewer: Viewer) -> Helping:
        return views.helping(at, viewer, secret, request_id)

    return await site(request).page(request, page, build)


async def helping(request: HttpRequest) -> Response:
    """GET /organise/help/{request_id}: one request, with what the person's page says."""
    return await _helping(request, HELPING)


async def helping_now(request: HttpRequest) -> Response:
    """GET /organise/help/{request_id}/now: the part that changes."""
    return await _helping(request, HELPING_NOW)


async def placing(request: HttpRequest) -> Response:
    """GET /organise/help/{request_id}/place: choose a booth, then its posts, as the person says."""
    booth_id = asked(request, "booth")

    def build(at: Any, viewer: Viewer) -> Placing:
        return views.placing(at, viewer, request.path_params["request_id"], booth_id)

    return await site(request).page(request, PLACING, build)


async def listed(request: HttpRequest) -> Response:
    """GET /board/{fair_id}/help/all/{which}: one list of the help desk, a page at a time."""
    keys, number = request.path_params, page_number(request)

    def build(at: Any, viewer: Viewer) -> HelpListed:
        return views.listed(at, viewer, keys["fair_id"], keys["which"], number)

    return await site(request).page(request, LISTED, build)


async def before(request: HttpRequest) -> Response:
    """GET /need-help/before: when a person was helped, a page at a time."""
    number = page_number(request)
    return await site(request).page(request, BEFORE, partial(views.before, page=number))


ROUTES: list[Any] = [
    route("/need-help", need, pages=(NEED,)),
    shows("/need-help/mine", "helpdesk/_mine.html", views.need, by=SEEKERS),
    route("/need-help/before", before, by=SEEKERS, pages=(BEFORE,)),
    route("/board/{fair_id}/help/all/{which}", listed, by=ORGANISERS, pages=(LISTED,)),
    shows("/board/{fair_id}/help", "helpdesk/desk.html", views.desk, by=ORGANISERS),
    shows("/board/{fair_id}/help/now", "helpdesk/_desk.html", views.desk, by=ORGANISERS),
    shows("/board/{fair_id}/help/waiting", "helpdesk/_waiting.html", views.waiting, by=ORGANISERS),
    route("/organise/help/{request_id}", helping, by=ORGANISERS, pages=(HELPING,)),
    route("/organise/help/{request_id}/now", helping_now, by=ORGANISERS, pages=(HELPING_NOW,)),
    route("/organise/help/{request_id}/place", placing, by=ORGANISERS, pages=(PLACING,)),
    shows(
        "/board/{fair_id}/conduct/staff/{account_id}",
        "helpdesk/of_staff.html",
        staff_views.of_staff,
        by=RUNNERS,
    ),
]
PARTS: dict[str, Any] = {
    "helpdesk.waiting": part("helpdesk/_waiting_part.html", views.waiting),
}
